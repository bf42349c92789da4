using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The form in which staff or the council announce a poll.</summary>
public static class AnnouncePollForm
{
    private const string Asks = "questions";
    private static readonly TimeSpan UsualLength = TimeSpan.FromDays(7);

    /// <summary>Learns the rule packs first, then opens the form, on a proposal or a free question.</summary>
    public static void Open(Workspace workspace, Proposal? proposal) => workspace.Navigator.Open(new AnnouncePollPresenter(workspace, proposal));

    /// <summary>The form itself. Times proposed are the earliest the first pack allows, which is the chosen one, and a week of voting.</summary>
    public static FormPresenter For(Workspace workspace, Proposal? proposal, ImmutableArray<RulePack> packs)
    {
        var words = workspace.Words;
        var opens = workspace.Clock.GetUtcNow() + TimeSpan.FromDays(packs[0].NoticeDays) + TimeSpan.FromHours(1);
        var drafts = new List<Question>();
        ImmutableArray<Field> question = proposal is null ? [Fields.LongText("question", "field_question", 500)] : [];
        return new FormPresenter(workspace, "home_announce",
            [
                .. question,
                new Field(Asks, "field_asks", FieldKind.Choice)
                {
                    Choices = [new FieldChoice("", said => said.Of(BallotKind.YesNo)), new FieldChoice(Asks, said => said["announce_questions"])],
                    Hint = "hint_asks",
                },
                new Field("matter", "field_matter", FieldKind.Choice)
                {
                    IsRequired = true,
                    Value = packs[0].Matters[0].Id,
                    Choices = [.. packs.SelectMany(pack => pack.Matters.Select(matter => new FieldChoice(matter.Id, words => LabelOf(matter, pack, words))))],
                    Hint = "hint_rule_pack",
                },
                new Field("household", "field_part") { MaxLength = 20, Hint = "hint_part" },
                Fields.Choice("secrecy", "field_secrecy", Secrecy.Confidential),
                Fields.Choice("binding_status", "field_binding_status", BindingStatus.Advisory),
                Fields.Moment("opens_at", "field_opens_at", null, workspace.Moments, isRequired: false) with { Hint = "hint_opens_at" },
                Fields.Moment("closes_at", "field_closes_at", opens + UsualLength, workspace.Moments, isRequired: true),
                Fields.LongText("notice", "field_notice", 8000, isRequired: false),
            ],
            (form, cancellation) => SendAsync(workspace, proposal, drafts, form, cancellation))
        {
            SendLabel = "command_announce",
            Introduction = said => proposal is null ? said["announce_text"] : said.Say("announce_proposal_text", proposal.Request)
        };
    }

    /// <summary>A matter with the rule that governs it.</summary>
    public static string LabelOf(Matter matter, RulePack pack, Words words) =>
        words.IsChinese ? $"{matter.Text}（{pack.TitleZh}）" : $"{matter.TextEn} ({pack.TitleEn})";

    private static async Task<Action> SendAsync(
        Workspace workspace, Proposal? proposal, List<Question> drafts, FormState form, CancellationToken cancellation)
    {
        var request = new AnnouncePollRequest
        {
            Parent = workspace.Visitor.Community,
            Question = proposal is null ? form["question"] : "",
            Proposal = proposal?.Name ?? "",
            Notice = form["notice"],
            Matter = form["matter"],
            Household = form["household"].Trim() is { Length: > 0 } part ? $"{workspace.Visitor.Community}/households/{part}" : "",
            Secrecy = Enum.Parse<Secrecy>(form["secrecy"]),
            BindingStatus = Enum.Parse<BindingStatus>(form["binding_status"]),
            OpensAt = Fields.Timestamp(form["opens_at"], workspace.Moments),
            ClosesAt = Fields.Timestamp(form["closes_at"], workspace.Moments),
        };
        if (form[Asks].Length > 0)
        {
            return () => workspace.Navigator.Open(new DraftsPresenter(workspace, request, drafts));
        }

        var poll = await workspace.Server.Polls.AnnouncePollAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return () =>
        {
            workspace.Navigator.Back();
            workspace.Navigator.Open(new PollPresenter(workspace, poll.Name));
        };
    }
}
