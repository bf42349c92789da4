using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Shows the caller's own ballot that counts, whatever the secrecy of the poll. Once its opening was erased only its place in the chain is left.
/// The receipt is made outside, where proofs are known.
/// </summary>
public sealed class GetMyBallot : IQuery<CommunityState, GetMyBallotRequest, MyBallot>
{
    /// <inheritdoc/>
    public Reading<MyBallot> Read(QueryContext<CommunityState> context, GetMyBallotRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        var index = poll.Roll.IndexOf(context.Me().Id);
        if (index < 0 || !poll.Roll[index].HasVoted)
        {
            return new Refusal(ErrorReason.NoBallot);
        }

        var row = poll.Roll[index];
        var name = Names.Of(context.State.Id, "polls", poll.Id, "ballots", row.Ordinal);
        var signer = row.CastBy == 0 ? row.Voter : row.CastBy;
        var device = context.State.Devices.Find(signer, row.Device);
        var deviceName = DeviceView.NameOf(context.State, signer, row.Device);
        var castBy = Names.Of(context.State.Id, "residents", row.CastBy);
        var paper = row.Channel == BallotChannel.Paper ? poll.Papers?.Of(row.Voter)?.Serial ?? 0 : 0;
        var form = poll.Form;
        return Reading.Of([row.Sequence], texts =>
        {
            var side = texts.SideOf(row.Sequence);
            return new MyBallot
            {
                Name = name,
                Choice = form.Read(side.Data),
                Opening = OpeningView.Of(row, side),
                Time = Times.Timestamp(row.TimeMicros),
                Device = deviceName,
                DeviceRevoked = device is { IsRevoked: true },
                CastBy = castBy,
                Channel = row.Channel,
                Paper = paper,
            };
        });
    }
}
