using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Writes the audit bundle of a decided poll into a file, with which anybody can recount it without the server.</summary>
public static class BundleForm
{
    private const int LongestPath = 1000;

    /// <summary>Asks for the file and the kind, and tells how to recount and who may have it.</summary>
    public static void Open(Workspace workspace, Poll poll) => workspace.Navigator.Open(new FormPresenter(
        workspace, "poll_export",
        [
            new Field("file", "field_output_file")
            {
                IsRequired = true,
                MaxLength = LongestPath,
                Value = $"~/poll-{poll.Name.Split('/')[^1]}.bundle",
                Hint = "hint_bundle",
            },
            Fields.Choice("kind", "field_bundle", BundleKind.Unspecified, withUnspecified: true),
        ],
        async (form, cancellation) =>
        {
            var (path, phrases) = (Fields.PathOf(form["file"]), new Phrases("Commands", workspace.Words));
            var kind = await WriteAsync(workspace, new ExportPollRequest { Name = poll.Name, Kind = Enum.Parse<BundleKind>(form["kind"]) }, path, cancellation)
                .ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                var told = phrases.Say("exported", path, Amounts.Bytes(new FileInfo(path).Length));
                workspace.Navigator.Tell($"{told}\n{phrases["bundle_" + BundleCommands.WordOf(kind)]}", Tone.Good);
            };
        })
    { Introduction = words => words["poll_export_text"] });

    private static async Task<BundleKind> WriteAsync(Workspace workspace, ExportPollRequest request, string path, CancellationToken cancellation)
    {
        try
        {
            return await workspace.Server.ExportPollAsync(request, path, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (FileFaults.Is(fault))
        {
            throw Fields.Refusal("file", FileFaults.Explain(fault, new Phrases("Commands", workspace.Words)));
        }
    }
}
