using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// Takes over one entry of the directory: the step of the relay. Each entry leads to exactly one fact that bears its sequence, a refusal on record
/// where it cannot be done, so the cursor always moves on; an entry that was taken over before leads to nothing. Answers the cursor.
/// </summary>
/// <param name="item">From <see cref="DirectoryState.Outbox"/>, oldest first. The request is its fact.</param>
public sealed class TakeOver(OutboxItem item) : ICommand<CommunityState, Fact, long>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, Fact request)
    {
        if (item.Sequence <= context.State.Residents.DirectoryCursor)
        {
            return new Decision();
        }

        return item.Fact.KindCase switch
        {
            Fact.KindOneofCase.CommunityRegistered => TakeOverCommunityRegistered.Decide(context, item),
            Fact.KindOneofCase.InvitationRedeemed => TakeOverInvitationRedeemed.Decide(context.State, item),
            Fact.KindOneofCase.AccountRecovered => TakeOverAccountRecovered.Decide(context.State, item),
            Fact.KindOneofCase.AccountErased => TakeOverAccountErased.Decide(context, item),
            _ => Refused(item, ErrorReason.WrongState),
        };
    }

    /// <inheritdoc/>
    public Reading<long> Answer(QueryContext<CommunityState> context, Fact request, IReadOnlyList<Entry> made) =>
        Reading.Of(context.State.Residents.DirectoryCursor);

    internal static Decision Refused(OutboxItem item, ErrorReason reason) =>
        Decision.Of(new Fact { RelayRefused = new RelayRefused { SourceSequence = item.Sequence, Reason = (int)reason } });
}
