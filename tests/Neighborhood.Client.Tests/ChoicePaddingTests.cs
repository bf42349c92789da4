using Google.Protobuf;
using Neighborhood.Client.Calls;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class ChoicePaddingTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("abstain")]
    public void Every_choice_is_sent_in_the_same_length(string option)
    {
        var asked = new CastBallotRequest { Parent = "communities/xingfu/polls/7", Choice = new Choice { Option = option } };

        var sent = ChoicePadding.Pad(asked);

        Assert.Equal(48, sent.Choice.CalculateSize());
        Assert.Equal(option, sent.Choice.Option);
        Assert.True(asked.Choice.Padding.IsEmpty, "The caller's message is left as it is.");
    }

    [Fact]
    public void Padding_that_a_caller_chose_is_left()
    {
        var asked = new CastBallotRequest { Choice = new Choice { Option = "yes", Padding = ByteString.CopyFrom(1, 2) } };

        Assert.Same(asked, ChoicePadding.Pad(asked));
    }
}
