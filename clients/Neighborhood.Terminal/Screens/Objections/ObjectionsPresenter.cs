using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The objections to a poll's roll and to its list of voters, and for staff their answers.</summary>
public sealed class ObjectionsPresenter(Workspace workspace, Poll poll) : ListPresenter<Objection, string>(workspace, poll.Name)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => !Visitor.Has(Role.Staff) ? [] :
    [
        new Command("a", "objection_accept", () => Answer(accept: true), CannotAnswer),
        new Command("d", "objection_decline", () => Answer(accept: false), CannotAnswer),
    ];

    private string? CannotAnswer =>
        WhenNothingSelected ?? When(Current!.Answered, "disabled_answered")
            ?? When(Current.About != About.VoterList && poll.State != Poll.Types.State.Announced, "disabled_not_announced");

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Tell(poll.Result?.ProvisionalUntil is { } until
            ? words.Say("voter_objections_until", Workspace.Moments.At(until))
            : words.Say("objections_until", Workspace.Moments.At(poll.ObjectionsUntil)), Tone.Muted, indent: 1);
        page.Gap();
        foreach (var objection in State.Items)
        {
            Show(page, objection, words);
        }

        ListText.End(page, State, words);
        return page.Page(words["poll_objections"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Objection item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Objection>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Polls.ListObjectionsAsync(
            new ListObjectionsRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Objection>(read.Objections, read.NextPageToken);
    }

    private void Show(PageWriter page, Objection objection, Words words)
    {
        var state = objection.Answered ? objection.Accepted ? "objection_accepted" : "objection_declined" : "objection_open";
        var tone = objection.Answered ? objection.Accepted ? Tone.Good : Tone.Muted : Tone.Warning;
        page.Add(Line.Of(page.Width, new Span(" [" + words[state] + "] ", tone),
            new Span($"{ListText.NameOf(objection.Objector, words)} · {Workspace.Moments.At(objection.Time)} · ", Tone.Accent),
            new Span(words.Of(objection.About), Tone.Muted)).At(objection.Name));
        page.Tell(objection.Text, indent: 3, item: objection.Name);
        if (objection.Answered)
        {
            page.Tell(words.Say("objection_answer", objection.Answer), Tone.Muted, indent: 3, item: objection.Name);
        }

        page.Add(Line.Empty);
    }

    private void Answer(bool accept)
    {
        var objection = Current!;
        if (accept && objection.About == About.VoterList)
        {
            Strike(objection);
            return;
        }

        Navigator.Open(new FormPresenter(Workspace, accept ? "objection_accept" : "objection_decline", [Fields.LongText("answer", "field_answer", 1000)],
            async (form, cancellation) =>
            {
                var request = new AnswerObjectionRequest { Name = objection.Name, Accept = accept, Answer = form["answer"] };
                await Server.Polls.AnswerObjectionAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return Navigator.Back;
            })
        { Introduction = words => objection.Text + "\n" + words[accept ? "objection_accept_text" : "objection_decline_text"] });
    }

    private void Strike(Objection objection) => Navigator.Open(new FormPresenter(
        Workspace, "objection_accept",
        [
            new Field("struck_voter", "field_struck_voter") { IsRequired = true, MaxLength = 16 },
            Fields.Choice("strike_reason", "field_strike_reason", StrikeReason.NotEntitled),
            Fields.LongText("answer", "field_answer", 1000),
        ],
        async (form, cancellation) =>
        {
            var request = new AnswerObjectionRequest
            {
                Name = objection.Name,
                Accept = true,
                Answer = form["answer"],
                StruckVoter = $"{Visitor.Community}/residents/{form["struck_voter"].Trim()}",
                StrikeReason = Enum.Parse<StrikeReason>(form["strike_reason"]),
            };
            await Server.Polls.AnswerObjectionAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
    { Introduction = words => objection.Text + "\n" + words["objection_strike_text"] });
}
