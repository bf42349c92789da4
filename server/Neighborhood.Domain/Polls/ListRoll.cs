using System.Globalization;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
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

        // Whoever was left off by mistake must see it to object, so the role opens the roll and not only a row in it.
        var readers = Roles.Staff | ElectorateOf(poll);
        if (!context.Has(readers) && poll.Roll.IndexOf(context.Me().Id) < 0)
        {
            return Refusal.With(ErrorReason.RoleRequired, "roles", readers);
        }

        // A token holds the voter it ended with, so that a roll drafted anew between two pages shifts nothing.
        var list = $"roll:{request.Parent}";
        var cursor = Paging.Cursor(list, request.PageToken);
        if (cursor is null || !long.TryParse(cursor.Length == 0 ? "0" : cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        var start = poll.Roll.IndexBehind(last);
        var end = Math.Min(poll.Roll.Count, start + Paging.Size(request.PageSize, PollLimits.RollPageCount, PollLimits.RollPageMaxCount));
        return Reading.Of(new ListRollResponse
        {
            Entries = { Enumerable.Range(start, end - start).Select(index => EntryOf(context.State.Id, poll.Roll[index])) },
            NextPageToken = end < poll.Roll.Count ? Paging.Token(list, poll.Roll[end - 1].Voter.ToString(CultureInfo.InvariantCulture)) : "",
            TotalSize = poll.Roll.Count,
        });
    }

    internal static Roles ElectorateOf(PollInfo poll) => poll.Pack.Electorate switch
    {
        ElectorateKind.Owners => Roles.Owner,
        ElectorateKind.Residents => Roles.Resident,
        _ => Roles.CouncilMember,
    };

    private static RollEntry EntryOf(string community, RollRow row) => new()
    {
        Voter = Names.Of(community, "residents", row.Voter),
        AreaCm2 = row.AreaCm2,
        Headcount = row.Heads,
        Voted = row.HasVoted,
        VotedByProxy = row.CastBy != 0,
        Struck = row.IsStruck,
    };
}
