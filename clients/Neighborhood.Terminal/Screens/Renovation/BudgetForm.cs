using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The form in which staff let the 提升 items of a menu compete for a budget.</summary>
public static class BudgetForm
{
    private static readonly BallotKind[] Kinds = [BallotKind.BudgetApproval, BallotKind.BudgetKnapsack, BallotKind.BudgetRanking];
    private static readonly CountingMethod[] Methods = [CountingMethod.EqualShares, CountingMethod.Greedy, CountingMethod.GreedyStopping];

    /// <summary>Opens the form with every item that is undecided.</summary>
    public static void Open(Workspace workspace, RenovationMenu menu, ImmutableArray<RulePack> packs)
    {
        var items = MenuText.ForBudget(menu).ToList();
        workspace.Navigator.Open(new FormPresenter(workspace, "menu_budget", FieldsOf(workspace, packs), async (form, cancellation) =>
        {
            var request = new PutItemsToBudgetRequest
            {
                Name = menu.Name,
                Items = { items },
                BudgetFen = Fields.ParseYuan(form["budget_fen"]) ?? 0,
                Matter = form["matter"],
                Kind = Enum.Parse<BallotKind>(form["kind"]),
                Method = Enum.Parse<CountingMethod>(form["method"]),
                Secrecy = Enum.Parse<Secrecy>(form["secrecy"]),
                BindingStatus = Enum.Parse<BindingStatus>(form["binding_status"]),
                OpensAt = Fields.Timestamp(form["opens_at"], workspace.Moments),
                ClosesAt = Fields.Timestamp(form["closes_at"], workspace.Moments),
                Note = form["note"],
            };
            await workspace.Server.Renovation.PutItemsToBudgetAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
        { SendLabel = "command_announce", Introduction = words => words.Say("menu_budget_text", items.Count) });
    }

    private static ImmutableArray<Field> FieldsOf(Workspace workspace, ImmutableArray<RulePack> packs) =>
    [
        new Field("budget_fen", "field_budget")
        {
            IsRequired = true,
            Hint = "hint_money",
            Check = text => Fields.ParseYuan(text) is null ? "form_not_money" : null,
        },
        new Field("matter", "field_matter", FieldKind.Choice)
        {
            IsRequired = true,
            Value = packs[0].Matters[0].Id,
            Hint = "hint_budget_matter",
            Choices =
            [
                .. packs.SelectMany(pack => pack.Matters.Select(matter => new FieldChoice(matter.Id, words => MenuItemForm.LabelOf(matter, pack, words)))),
            ],
        },
        Of("kind", "field_ballot_kind", Kinds),
        Of("method", "field_counting", Methods),
        Fields.Choice("secrecy", "field_secrecy", Secrecy.Confidential),
        Fields.Choice("binding_status", "field_binding_status", BindingStatus.PaperBinding),
        Fields.Moment("opens_at", "field_opens_at", null, workspace.Moments, isRequired: false) with { Hint = "hint_opens_at" },
        Fields.Moment("closes_at", "field_closes_at", workspace.Clock.GetUtcNow() + TimeSpan.FromDays(23), workspace.Moments, isRequired: true),
        Fields.LongText("note", "field_note", 2000, isRequired: false) with { Hint = "hint_note" },
    ];

    private static Field Of<TEnum>(string name, string label, TEnum[] values)
        where TEnum : struct, Enum => new(name, label, FieldKind.Choice)
        {
            Value = values[0].ToString(),
            IsRequired = true,
            Choices = [.. values.Select(value => new FieldChoice(value.ToString(), words => words.Of(value)))],
        };
}
