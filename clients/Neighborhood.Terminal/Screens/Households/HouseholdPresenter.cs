using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One household: its owners, and for staff which of them votes.</summary>
public sealed class HouseholdPresenter(Workspace workspace, Household household) : Presenter<Household>(workspace, household)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("v", "household_name_voter", NameVoter,
            When(!Visitor.Has(Role.Staff), "disabled_not_staff") ?? When(Selected is null, "disabled_nothing_selected")
                ?? When(State.VotingOwner?.Resident == Selected, "disabled_votes_already")),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new ResidentPresenter(Workspace, Selected!)),
            When(Selected is null, "disabled_nothing_to_open")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => HouseholdsText.ShowOne(State, Workspace.Words, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Communities.GetHouseholdAsync(new GetHouseholdRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        read => Set(_ => read));

    private void NameVoter()
    {
        var request = new NameVotingOwnerRequest { Name = State.Name, VotingOwner = Selected! };
        Call(cancellation => Server.Communities.NameVotingOwnerAsync(request, cancellationToken: cancellation).ResponseAsync, read =>
        {
            Set(_ => read);
            Tell("household_voter_named");
        });
    }
}
