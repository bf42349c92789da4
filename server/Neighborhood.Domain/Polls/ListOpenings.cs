using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists who chose what in a decided poll that was announced as open: the ballots that count, in the order of the chain.</summary>
/// <remarks>A ballot that its voter replaced stays sealed: what somebody thought better of was never announced to be published.</remarks>
public sealed class ListOpenings : IQuery<CommunityState, ListOpeningsRequest, ListOpeningsResponse>
{
    /// <inheritdoc/>
    public Reading<ListOpeningsResponse> Read(QueryContext<CommunityState> context, ListOpeningsRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (poll.Announced.Secrecy != Secrecy.Open)
        {
            return new Refusal(ErrorReason.OpeningsWithheld);
        }

        if (poll.State != Poll.Types.State.Decided)
        {
            return Refusal.WrongState(poll.State);
        }

        if (poll.IsEvidenceErased)
        {
            return Refusal.WrongState(PollEvidence.Erased);
        }

        var (list, size) = ($"openings:{request.Parent}", Paging.Size(request.PageSize, PollLimits.OpeningsPageCount, PollLimits.OpeningsPageMaxCount));
        if (BehindOrNull(list, request.PageToken) is not { } behind)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        // The roll of a decided poll stands still, so a page costs the page.
        var rows = poll.Roll.CountedBehind(behind).Take(size + 1).ToList();
        var next = rows.Count > size ? Paging.Token(list, rows[size - 1].Ordinal.ToString(CultureInfo.InvariantCulture)) : "";
        var page = rows.Take(size).ToList();
        List<Person> voters = [.. page.Select(row => context.State.Person(row.Voter))];
        return Reading.Of(
            [.. page.Select(row => row.Sequence)],
            texts => new ListOpeningsResponse
            {
                Openings = { page.Select(row => OpeningView.Of(row, texts.SideOf(row.Sequence))) },
                NextPageToken = next,
                Voters = { voters },
            });
    }

    private static int? BehindOrNull(string list, string token) => Paging.Cursor(list, token) switch
    {
        "" => 0,
        { } cursor when int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) => ordinal,
        _ => null,
    };
}
