using System.Globalization;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists the draft or sealed roll in ascending order of voters: who may vote, and who has, never what.</summary>
public sealed class ListRoll : IQuery<CommunityState, ListRollRequest, ListRollResponse>
{
    /// <inheritdoc/>
    public Reading<ListRollResponse> Read(QueryContext<CommunityState> context, ListRollRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (request.Evidence && EvidenceRefused(context, poll) is { } refused)
        {
            return refused;
        }

        // Whoever was left off by mistake must see it to object, so the role opens the roll and not only a row in it.
        const Roles callers = Roles.Staff | Roles.ContactCadre;
        var isCaller = context.Has(callers);
        var readers = request.Missing ? callers : callers | ElectorateOf(poll);
        if (!request.Evidence && !context.Has(readers) && (request.Missing || poll.Roll.IndexOf(context.Me().Id) < 0))
        {
            return Refusal.With(ErrorReason.RoleRequired, "roles", readers);
        }

        // A token holds the voter it ended with, so that a roll drafted anew between two pages shifts nothing.
        var list = request.Missing ? $"missing:{request.Parent}" : $"roll:{request.Parent}";
        var cursor = Paging.Cursor(list, request.PageToken);
        if (cursor is null || !long.TryParse(cursor.Length == 0 ? "0" : cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        var start = poll.Roll.IndexBehind(last);
        var size = Paging.Size(request.PageSize, PollLimits.RollPageCount, PollLimits.RollPageMaxCount);
        var rows = Enumerable.Range(start, poll.Roll.Count - start).Select(index => poll.Roll[index])
            .Where(row => !request.Missing || !row.HasVoted).Take(size + 1).ToList();
        return Reading.Of(new ListRollResponse
        {
            Entries = { rows.Take(size).Select(row => request.Evidence ? EvidenceOf(context.State, row) : EntryOf(context.State, row, isCaller)) },
            NextPageToken = rows.Count > size ? Paging.Token(list, rows[size - 1].Voter.ToString(CultureInfo.InvariantCulture)) : "",
            TotalSize = poll.Roll.Count,
        });
    }

    internal static Roles ElectorateOf(PollInfo poll) => poll.Pack.Electorate switch
    {
        ElectorateKind.Owners => Roles.Owner,
        ElectorateKind.Residents => Roles.Resident,
        _ => Roles.CouncilMember,
    };

    private static Refusal? EvidenceRefused(QueryContext<CommunityState> context, PollInfo poll)
    {
        if (!poll.Scrutineers.Contains(context.Me().Id))
        {
            return new Refusal(ErrorReason.ScrutineerRequired);
        }

        if (poll.OpenSequence == 0)
        {
            return Refusal.WrongState(poll.State);
        }

        return poll.IsEvidenceErased ? Refusal.WrongState(PollEvidence.Erased) : null;
    }

    /// <summary>Who stands behind a row, also where that person is erased and the record is held.</summary>
    private static RollEntry EvidenceOf(CommunityState state, RollRow row)
    {
        var entry = EntryOf(state, row, withPerson: true);
        if (state.Vault.Held(row.Voter) is { } held)
        {
            entry.Person.DisplayName = held.DisplayName;
            entry.HeldUntil = Times.TimestampOrNull(state.Residents.Find(row.Voter)!.HeldUntilMicros);
        }

        return entry;
    }

    private static RollEntry EntryOf(CommunityState state, RollRow row, bool withPerson) => new()
    {
        Voter = Names.Of(state.Id, "residents", row.Voter),
        Person = withPerson ? state.Person(row.Voter) : null,
        Addresses = { withPerson ? VoterAddresses.Of(state, row.Voter) : [] },
        AreaCm2 = row.AreaCm2,
        Headcount = row.Heads,
        Voted = row.HasVoted,
        VotedByProxy = row.CastBy != 0,
        Struck = row.IsStruck,
    };
}
