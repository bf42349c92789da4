using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A dry run of a roll: what is wrong in the file, or what it would change; applied on confirmation.</summary>
public sealed class RollImportPresenter(Workspace workspace, string path, RollImportState found) : Presenter<RollImportState>(workspace, found)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("a", "roll_apply", Apply,
            When(State.Preview.BadRows.Count > 0, "disabled_bad_rows") ?? When(State.Preview.Changes.Count == 0, "disabled_no_changes")),
        new Command("r", "roll_read_again", ReadFile),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => RollImportText.Show(State, path, Workspace.Words, width);

    private void ReadFile() => Call(cancellation => RollImportForm.DryRunAsync(Workspace, path, cancellation), read => Set(_ => read));

    private void Apply()
    {
        var request = new ImportRollRequest(State.Request) { ValidateOnly = false, PreviewEtag = State.Preview.PreviewEtag };
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "roll_apply",
            [
                new Confirmation(words => words.Say("roll_apply_text", State.Preview.Changes.Count, State.Preview.HouseholdsUnchanged)),
                new Confirmation(words => words["roll_apply_polls"], Tone.Muted),
            ],
            "roll_apply", cancellation => Server.Communities.ImportRollAsync(request, cancellationToken: cancellation).ResponseAsync, Applied));
    }

    private void Applied(ImportRollResponse applied)
    {
        Navigator.Back();
        Navigator.Back();
        Tell("roll_was_applied", applied.Changes.Count);
    }
}
