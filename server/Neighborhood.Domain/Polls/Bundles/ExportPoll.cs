using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls.Bundles;

/// <summary>Decides which bundle of a decided poll the caller may have. The bundle itself is made outside, where entries and proofs are known.</summary>
public sealed class ExportPoll : IQuery<CommunityState, ExportPollRequest, BundleSheet>
{
    /// <inheritdoc/>
    public Reading<BundleSheet> Read(QueryContext<CommunityState> context, ExportPollRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (!Enum.IsDefined(request.Kind))
        {
            return Refusal.BadField("kind", FieldProblem.UnknownValue);
        }

        // A poll that was voided after its result keeps it, and may be recounted for that very reason.
        // One that a ballot was struck from has none again, until it is counted.
        if (poll.Result is null || poll.State == Poll.Types.State.Closed)
        {
            return Refusal.WrongState(poll.State);
        }

        if (poll.IsEvidenceErased && request.Kind is BundleKind.BundleOpen or BundleKind.BundleScrutineer)
        {
            return Refusal.WrongState(PollEvidence.Erased);
        }

        var kind = request.Kind == BundleKind.Unspecified ? FullestFor(context, poll) : request.Kind;
        return Refused(context, poll, kind) is { } refused ? refused : Reading.Of(SheetOf(context.State, poll, kind, request));
    }

    private static BundleKind FullestFor(QueryContext<CommunityState> context, PollInfo poll)
    {
        if (poll.IsEvidenceErased)
        {
            return BundleKind.BundlePublic;
        }

        if (poll.Announced.Secrecy == Secrecy.Open)
        {
            return BundleKind.BundleOpen;
        }

        return poll.Scrutineers.Contains(context.Me().Id) ? BundleKind.BundleScrutineer : BundleKind.BundlePublic;
    }

    private static Refusal? Refused(QueryContext<CommunityState> context, PollInfo poll, BundleKind kind)
    {
        var me = context.Me().Id;
        if (poll.Announced.Secrecy != Secrecy.Open)
        {
            return kind == BundleKind.BundlePublic || (kind == BundleKind.BundleScrutineer && poll.Scrutineers.Contains(me))
                ? null
                : new Refusal(ErrorReason.OpeningsWithheld, "kind");
        }

        if (kind != BundleKind.BundleOpen && !poll.IsEvidenceErased)
        {
            return Refusal.BadField("kind", FieldProblem.OpenPoll);
        }

        var readers = Roles.Staff | ListRoll.ElectorateOf(poll);
        return context.Has(readers) || poll.Roll.IndexOf(me) >= 0 || poll.Scrutineers.Contains(me)
            ? null
            : Refusal.With(ErrorReason.RoleRequired, "roles", readers);
    }

    private static BundleSheet SheetOf(CommunityState state, PollInfo poll, BundleKind kind, ExportPollRequest request) => new(
        kind,
        Names.Community(state.Id),
        poll.Id,
        poll.Pack.Bytes,
        poll.Roll,
        poll.OpenSequence,
        [poll.Id + 1, poll.OpenSequence + 1, poll.CloseSequence + 1, poll.Result!.Sequence + 1, .. request.HeadSizes])
    {
        HasProxies = poll.Pack.MaxProxies > 0,
    };
}
