using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>What makes a ballot that comes twice the same one.</summary>
public sealed class CastBallotMeantTests
{
    private static readonly CastBallotRequest First = new()
    {
        Parent = "communities/xinghe/polls/9",
        Choice = new Choice { Option = "yes" },
        RequestId = "0b1f6f4e-7a44-4b0e-9a55-1d9b9a3f2c11",
        Salt = ByteString.CopyFrom(new byte[32]),
        Signature = ByteString.CopyFrom(new byte[64]),
        Device = "communities/xinghe/residents/3/devices/1",
        Replaces = 4,
    };

    [Fact]
    public void A_ballot_signed_again_for_another_place_is_the_same_request_and_another_choice_is_not()
    {
        var again = First.Clone();
        (again.Replaces, again.Signature) = (0, ByteString.CopyFrom([.. Enumerable.Repeat((byte)1, 64)]));
        var other = again.Clone();
        other.Choice.Option = "no";

        var command = new CastBallot();
        Assert.Equal(command.Meant(First), command.Meant(again));
        Assert.NotEqual(command.Meant(First), command.Meant(other));
        Assert.Equal(4, First.Replaces);
    }
}
