using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Chooses the file of a roll and makes a dry run with it.</summary>
public static class RollImportForm
{
    private const int LongestPath = 1000;

    /// <summary>Asks for the file, then shows what it would change.</summary>
    public static void Open(Workspace workspace) => workspace.Navigator.Open(new FormPresenter(
        workspace, "roll_import", [new Field("file", "field_file") { IsRequired = true, MaxLength = LongestPath, Hint = "hint_roll_file" }],
        async (form, cancellation) =>
        {
            var path = Fields.PathOf(form["file"]);
            var found = await DryRunAsync(workspace, path, cancellation).ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Open(new RollImportPresenter(workspace, path, found));
            };
        })
    { SendLabel = "roll_dry_run", Introduction = words => words["roll_import_text"] });

    /// <summary>Reads the file and asks the server what it would change. What is wrong with the file itself is told beside its field.</summary>
    public static async Task<RollImportState> DryRunAsync(Workspace workspace, string path, CancellationToken cancellation)
    {
        var request = new ImportRollRequest { Parent = workspace.Visitor.Community, ValidateOnly = true };
        try
        {
            request.Rows.Add(await RollFile.ReadAsync(path, cancellation).ConfigureAwait(false));
        }
        catch (Exception fault) when (FileFaults.Is(fault))
        {
            throw Fields.Refusal("file", FileFaults.Explain(fault, new Phrases("Commands", workspace.Words)));
        }

        var preview = await workspace.Server.Communities.ImportRollAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new RollImportState(request, preview);
    }
}
