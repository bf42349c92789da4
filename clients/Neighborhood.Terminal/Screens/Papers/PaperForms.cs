using System.Collections.Immutable;
using System.Text;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Printing;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The forms in which staff handle paper ballots.</summary>
public static class PaperForms
{
    private const int LongestPath = 1000;

    /// <summary>Asks for the code that the paper bears, then shows the ballot to be marked as the paper is.</summary>
    public static void Enter(Workspace workspace, Poll poll, V1.Paper paper) => workspace.Navigator.Open(new FormPresenter(
        workspace, "paper_enter",
        [
            new Field("announcement", "field_announcement")
            {
                IsRequired = true,
                MaxLength = 64,
                Check = text => CheckCode(text, poll),
                Hint = "hint_announcement",
            },
        ],
        (form, _) =>
        {
            var casting = Casting.Of(workspace, paper, Convert.FromHexString(form["announcement"]));
            return Task.FromResult<Action>(() =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Open(casting.Ballot(workspace, poll));
            });
        })
    {
        SendLabel = "paper_mark",
        Introduction = words => words.Say(paper.State == PaperState.Entered ? "paper_second_text" : "paper_first_text", paper.Serial),
    });

    /// <summary>Records many papers as handed in.</summary>
    public static void Return(Workspace workspace, Poll poll) => workspace.Navigator.Open(new FormPresenter(
        workspace, "papers_return",
        [
            new Field("papers", "field_serials")
            {
                IsRequired = true,
                MaxLength = 1000,
                Hint = "hint_serials",
                Check = text => PaperSerials.Parse(text) is null ? "form_not_serials" : null,
            },
        ],
        async (form, cancellation) =>
        {
            var serials = PaperSerials.Parse(form["papers"])!;
            try
            {
                await PaperSerials.ReturnAsync(workspace.Server.Papers, poll.Name, serials, cancellation).ConfigureAwait(false);
            }
            catch (RefusedException refused) when (refused.Reason == ErrorReason.NotFound)
            {
                throw Fields.Refusal("papers", workspace.Words["form_no_paper"]);
            }

            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Tell(workspace.Words.Say("papers_were_returned", serials.Count), Tone.Good);
            };
        })
    { Introduction = words => words["papers_return_text"] });

    /// <summary>Records a paper as void, with the reason.</summary>
    public static void Spoil(Workspace workspace, V1.Paper paper) => AskReason(workspace, "paper_spoil", "paper_spoil_text", paper, (reason, cancellation) =>
        workspace.Server.Papers.SpoilPaperAsync(new SpoilPaperRequest { Name = paper.Name, Reason = reason }, cancellationToken: cancellation).ResponseAsync);

    /// <summary>Takes the first entry back, with the reason.</summary>
    public static void Void(Workspace workspace, V1.Paper paper) => AskReason(workspace, "paper_void", "paper_void_text", paper, (reason, cancellation) =>
        workspace.Server.Papers.VoidPaperEntryAsync(
            new VoidPaperEntryRequest { Name = paper.Name, Reason = reason }, cancellationToken: cancellation).ResponseAsync);

    /// <summary>Issues a paper to one voter: who asks for one, or whose last one became void.</summary>
    public static void Issue(Workspace workspace, Poll poll) => workspace.Navigator.Open(new FormPresenter(
        workspace, "paper_issue", [Fields.Resident("voters", "field_voter")],
        async (form, cancellation) =>
        {
            var request = new IssuePapersRequest { Parent = poll.Name, Voters = { Fields.ResidentOf(form["voters"], workspace) } };
            var issued = await workspace.Server.Papers.IssuePapersAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Tell(workspace.Words.Say("papers_were_issued", issued.Issued, issued.FirstSerial), Tone.Good);
            };
        })
    { Introduction = words => words["paper_issue_text"] });

    /// <summary>Prints one paper again, of the same serial: only one of the sheets can come back.</summary>
    public static void Print(Workspace workspace, Poll poll, V1.Paper paper) => AskFile(
        workspace, "paper_print", $"ballot-{paper.Serial}", poll, isPrivate: true,
        (server, press, name, cancellation) => PaperPages.PapersAsync(server, press, name, [paper], cancellation));

    /// <summary>Prints the papers that were issued into a file for their owner's eyes: it has names and addresses.</summary>
    public static void Print(Workspace workspace, Poll poll) => AskFile(workspace, "papers_print", "ballots", poll, isPrivate: true, PaperPages.IssuedAsync);

    /// <summary>Prints the reconciliation into a file.</summary>
    public static void PrintCount(Workspace workspace, Poll poll) =>
        AskFile(workspace, "papers_print_count", "reconciliation", poll, isPrivate: false, PaperPages.ReconciliationAsync);

    // The code of another poll, or one mistyped, is told here and not after the whole paper has been marked.
    private static string? CheckCode(string text, Poll poll)
    {
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
        {
            return "form_not_code";
        }

        var code = Convert.ToHexStringLower(poll.AnnouncementLeaf.Span);
        return code.Length == 0 || code.StartsWith(text.ToLowerInvariant(), StringComparison.Ordinal) ? null : "form_other_code";
    }

    private static void AskReason(
        Workspace workspace, string title, string text, V1.Paper paper, Func<string, CancellationToken, Task<V1.Paper>> send) =>
        workspace.Navigator.Open(new FormPresenter(workspace, title, [Fields.Reason with { MaxLength = 500 }], async (form, cancellation) =>
        {
            await send(form["reason"], cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
        { Introduction = words => words.Say(text, paper.Serial) });

    private static void AskFile(
        Workspace workspace, string title, string file, Poll poll, bool isPrivate, Func<INeighborhood, Press, string, CancellationToken, Task<string>> print) =>
        workspace.Navigator.Open(new FormPresenter(
            workspace, title,
            [
                new Field("file", "field_output_file")
                {
                    IsRequired = true,
                    MaxLength = LongestPath,
                    Value = $"~/{file}-{poll.Name.Split('/')[^1]}.html",
                    Hint = isPrivate ? "hint_private_page" : "hint_page",
                },
            ],
            async (form, cancellation) =>
            {
                var path = Fields.PathOf(form["file"]);
                await using var press = new Press(workspace.Words, workspace.Moments);
                var page = await print(workspace.Server, press, poll.Name, cancellation).ConfigureAwait(false);
                await WriteAsync(workspace, path, page, isPrivate, cancellation).ConfigureAwait(false);
                return () =>
                {
                    workspace.Navigator.Back();
                    workspace.Navigator.Tell(workspace.Words.Say("page_written", path), Tone.Good);
                };
            }));

    private static async Task WriteAsync(Workspace workspace, string path, string page, bool isPrivate, CancellationToken cancellation)
    {
        try
        {
            await (isPrivate
                ? PrivateFile.ReplaceAsync(path, Encoding.UTF8.GetBytes(page), cancellation)
                : File.WriteAllTextAsync(path, page, cancellation)).ConfigureAwait(false);
        }
        catch (Exception fault) when (FileFaults.Is(fault))
        {
            throw Fields.Refusal("file", FileFaults.Explain(fault, new Phrases("Commands", workspace.Words)));
        }
    }
}
