using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>
/// The roll of a poll: pseudonyms, areas, and whether each has voted. Everybody can find themselves on it; staff and building leaders see who has not voted,
/// with name and home, to go there. Never a choice.
/// </summary>
public sealed class VotersPresenter(Workspace workspace, string poll, bool isMissing)
    : ListPresenter<RollEntry, bool>(workspace, isMissing)
{
    // "no. 123456"
    private const int NumberWidth = 10;

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => !Visitor.Has(Role.Staff, Role.ContactCadre) ? [] :
        [new Command("m", State.Filter ? "voters_all" : "voters_missing", () => Filter(!State.Filter))];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Tell(words[State.Filter ? "voters_missing_text" : "voters_text"], Tone.Muted, indent: 1);
        page.Gap();
        foreach (var entry in State.Items)
        {
            var isMine = entry.Voter == Visitor.Resident;
            var tone = isMine ? Tone.Accent : Tone.Normal;
            var person = entry.Person is { } known ? $"{ListText.NameOf(known, words)} {string.Join(" · ", entry.Addresses)}" : "";
            page.Add(TableRow.Of(width, new Cell(words.Say("voters_number", entry.Voter.Split('/')[^1]), NumberWidth, tone, IsRight: true),
                new Cell(person + (isMine ? words["post_mine"] : ""), 0, tone),
                new Cell(entry.Headcount > 1 ? words.Say("voters_heads", entry.Headcount) : "", 10, Tone.Muted),
                new Cell(entry.AreaCm2 > 0 ? Amounts.Area(entry.AreaCm2) : "", 16, Tone.Muted, IsRight: true),
                new Cell(words[StateOf(entry)], 12, entry.Struck ? Tone.Warning : entry.Voted ? Tone.Good : Tone.Muted)).At(entry.Voter));
        }

        ListText.End(page, State, words);
        return page.Page(words["poll_roll"]);
    }

    private static string StateOf(RollEntry entry)
    {
        if (entry.Struck)
        {
            return "poll_struck_short";
        }

        return entry.Voted ? "poll_voted_short" : "poll_not_voted_short";
    }

    /// <inheritdoc/>
    protected override string NameOf(RollEntry item) => item.Voter;

    /// <inheritdoc/>
    protected override async Task<ListPage<RollEntry>> ReadPageAsync(bool filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Polls.ListRollAsync(
            new ListRollRequest { Parent = poll, Missing = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<RollEntry>(read.Entries, read.NextPageToken);
    }
}
