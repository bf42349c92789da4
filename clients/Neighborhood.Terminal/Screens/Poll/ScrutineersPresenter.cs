using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using PollStates = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Terminal.Screens;

/// <summary>Who may recount a poll with its openings: staff name them and take that back, both on record.</summary>
public sealed class ScrutineersPresenter(Workspace workspace, Poll poll) : Presenter<Poll>(workspace, poll)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("n", "scrutineer_name", Name, When(State.State is PollStates.Cancelled or PollStates.Voided, "disabled_decides_nothing")),
        new Command("x", "scrutineer_remove", Remove, When(Current is null, "disabled_nothing_selected")),
    ];

    private Person? Current => State.Scrutineers.FirstOrDefault(person => person.Resident == Selected);

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(State.Question, Tone.Title, indent: 1);
        page.Tell(words["scrutineers_text"], Tone.Muted, indent: 1);
        page.Gap();
        foreach (var person in State.Scrutineers)
        {
            page.Say($" {words.Say("voters_number", person.Resident.Split('/')[^1])}  {ListText.NameOf(person, words)}", Tone.Normal, person.Resident);
        }

        if (State.Scrutineers.Count == 0)
        {
            page.Say(" " + words["list_empty"], Tone.Muted);
        }

        return page.Page(words["poll_scrutineers"]);
    }

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Polls.GetPollAsync(new GetPollRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        read => Set(_ => read));

    private void Name() => Navigator.Open(new FormPresenter(Workspace, "scrutineer_name", [Fields.Resident("resident", "field_scrutineer")],
        async (form, cancellation) =>
        {
            var request = new NameScrutineerRequest { Parent = State.Name, Resident = Fields.ResidentOf(form["resident"], Workspace) };
            await Server.Polls.NameScrutineerAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => words["scrutineer_name_text"] });

    private void Remove()
    {
        var person = Current!;
        var request = new RemoveScrutineerRequest { Parent = State.Name, Resident = person.Resident };
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "scrutineer_remove",
            [
                new Confirmation(words => ListText.NameOf(person, words), Tone.Title),
                new Confirmation(words => words["scrutineer_remove_text"], Tone.Warning),
            ],
            "scrutineer_remove", cancellation => Server.Polls.RemoveScrutineerAsync(request, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }
}
