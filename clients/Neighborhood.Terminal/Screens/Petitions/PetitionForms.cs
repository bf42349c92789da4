using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The forms of petitions: opening one, and announcing the poll that one calls for.</summary>
public static class PetitionForms
{
    // Two weeks of notice, a week of voting and some days to spare: what most rules need.
    private static readonly TimeSpan UsualLength = TimeSpan.FromDays(23);

    /// <summary>The rules with matters to choose from.</summary>
    public static async Task<ImmutableArray<RulePack>> PacksAsync(Workspace workspace, CancellationToken cancellation)
    {
        var request = new ListRulePacksRequest { Parent = workspace.Visitor.Community };
        var read = await workspace.Server.Polls.ListRulePacksAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. read.RulePacks.Where(pack => pack.Matters.Count > 0)];
    }

    /// <summary>Opens a petition and signs it.</summary>
    public static void Open(Workspace workspace, ImmutableArray<RulePack> packs)
    {
        // No rule gives seats a petition, so what owners and residents decide comes first.
        packs = [.. packs.OrderBy(pack => pack.Electorate == Electorate.Seats)];
        workspace.Navigator.Open(FormOf(workspace, packs));
    }

    private static FormPresenter FormOf(Workspace workspace, ImmutableArray<RulePack> packs) => new(
        workspace, "petitions_new",
        [
            Fields.LongText("question", "field_question", 500) with { Hint = "hint_petition_question" },
            new Field("matter", "field_matter", FieldKind.Choice)
            {
                IsRequired = true,
                Value = packs[0].Matters[0].Id,
                Choices = [.. packs.SelectMany(pack => pack.Matters.Select(matter =>
                    new FieldChoice(matter.Id, words => AnnouncePollForm.LabelOf(matter, pack, words))))],
            },
            new Field("of", "field_petition_of", FieldKind.Choice)
            {
                Value = nameof(PetitionOf.Unspecified),
                Choices = [.. Enum.GetValues<PetitionOf>().Select(of => new FieldChoice(of.ToString(),
                    words => of == PetitionOf.Unspecified ? words["petition_of_rule"] : words.Of(of)))],
            },
            Fields.LongText("reasons", "field_reasons", 8000, isRequired: false),
        ],
        async (form, cancellation) =>
        {
            var request = new OpenPetitionRequest
            {
                Parent = workspace.Visitor.Community,
                Question = form["question"],
                Matter = form["matter"],
                Of = Enum.Parse<PetitionOf>(form["of"]),
                Reasons = form["reasons"],
            };
            var petition = await workspace.Server.Petitions.OpenPetitionAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Open(new PetitionPresenter(workspace, petition.Name));
            };
        })
    { Introduction = words => words["petitions_new_text"] };

    /// <summary>Announces the poll; question and matter are those that people signed.</summary>
    public static void Announce(Workspace workspace, Petition petition) => workspace.Navigator.Open(new FormPresenter(
        workspace, "petition_announce",
        [
            Fields.Choice("secrecy", "field_secrecy", Secrecy.Confidential),
            Fields.Choice("binding_status", "field_binding_status", BindingStatus.Advisory),
            Fields.Moment("opens_at", "field_opens_at", null, workspace.Moments, isRequired: false) with { Hint = "hint_opens_at" },
            Fields.Moment("closes_at", "field_closes_at", workspace.Clock.GetUtcNow() + UsualLength, workspace.Moments, isRequired: true),
            Fields.LongText("notice", "field_notice", 8000, isRequired: false),
        ],
        async (form, cancellation) =>
        {
            var request = new AnnouncePollRequest
            {
                Parent = workspace.Visitor.Community,
                Petition = petition.Name,
                Notice = form["notice"],
                Secrecy = Enum.Parse<Secrecy>(form["secrecy"]),
                BindingStatus = Enum.Parse<BindingStatus>(form["binding_status"]),
                OpensAt = Fields.Timestamp(form["opens_at"], workspace.Moments),
                ClosesAt = Fields.Timestamp(form["closes_at"], workspace.Moments),
            };
            var poll = await workspace.Server.Polls.AnnouncePollAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Open(new PollPresenter(workspace, poll.Name));
            };
        })
    { SendLabel = "command_announce", Introduction = words => words.Say("petition_announce_text", petition.Question) });
}
