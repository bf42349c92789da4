using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using PetitionStates = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Terminal.Screens;

/// <summary>The petitions of a community, by state: how many have signed, how many are needed, and until when.</summary>
public sealed class PetitionsPresenter(Workspace workspace) : ListPresenter<Petition, PetitionStates>(workspace, PetitionStates.Unspecified)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new PetitionPresenter(Workspace, Selected!)), WhenNothingSelected),
        new Command("n", "petitions_new", () => Call(cancellation => PetitionForms.PacksAsync(Workspace, cancellation),
            packs => PetitionForms.Open(Workspace, packs)), When(!Visitor.Has(Role.Resident, Role.Owner), "disabled_not_signer")),
        new Command("f", "petitions_state", () => Filter(Cycle.Next(State.Filter))),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(words["petitions_text"], Tone.Muted, indent: 1);
        page.Say(" " + words.Say("petitions_shown", words.Of(State.Filter)), Tone.Muted);
        page.Gap();
        foreach (var petition in State.Items)
        {
            page.Add(TableRow.Of(width, new Cell(words[PetitionText.ShortOf(petition)], 10, PetitionText.ToneOf(petition)),
                new Cell(petition.Question, 0), new Cell($"{petition.Have}/{petition.Needed}", 11, Tone.Normal, IsRight: true),
                new Cell(PetitionText.Until(petition) is { } until ? words.Say("petitions_until", Workspace.Moments.Brief(until)) : "", 18, Tone.Muted))
                .At(petition.Name));
        }

        ListText.End(page, State, words);
        return page.Page(words["home_petitions"]);
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource.Contains("/petitions/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    /// <inheritdoc/>
    protected override string NameOf(Petition item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Petition>> ReadPageAsync(PetitionStates filter, string token, CancellationToken cancellation)
    {
        var request = new ListPetitionsRequest { Parent = Visitor.Community, State = filter, PageToken = token };
        var read = await Server.Petitions.ListPetitionsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Petition>(read.Petitions, read.NextPageToken);
    }
}
