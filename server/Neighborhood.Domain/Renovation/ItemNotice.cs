using System.Globalization;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>
/// What the poll on an item asks and announces. It is official text, which stands in the ledger for ever, so it is made of the item as published and
/// nothing else, in both languages.
/// </summary>
internal static class ItemNotice
{
    /// <summary>The question.</summary>
    public static string QuestionOf(MenuItem item) => $"是否同意实施老旧小区改造项目“{item.Title}”？";

    /// <summary>The notice: what it means, what it costs, who pays, who shares.</summary>
    public static string Of(MenuItem item, string note)
    {
        var (zh, en) = (Places(item, "全小区", "号楼", "单元"), Places(item, "the whole community", "", ""));
        var funding = item.Funding;
        string?[] lines =
        [
            item.Meaning,
            $"总费用 {Yuan(Costs.Of(funding))} 元：财政补助 {Yuan(funding.GovernmentFen)} 元，业主分摊 {Yuan(funding.OwnersFen)} 元，"
                + $"维修资金 {Yuan(funding.MaintenanceFundFen)} 元，企业出资 {Yuan(funding.EnterpriseFen)} 元。",
            $"范围：{zh}。业主分摊和维修资金在该范围内按专有部分面积计算到分，各户份额见改造项目清单。",
            $"Cost {Yuan(Costs.Of(funding))} yuan: government {Yuan(funding.GovernmentFen)}, owners {Yuan(funding.OwnersFen)}, "
                + $"maintenance fund {Yuan(funding.MaintenanceFundFen)}, enterprises {Yuan(funding.EnterpriseFen)}.",
            $"Scope: {en}. What owners and the maintenance fund pay is divided there by exclusive area, to the fen; see your share in the renovation menu.",
            note.Trim(),
        ];
        return string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    /// <summary>The question of a budget.</summary>
    public static string BudgetQuestionOf(MenuInfo menu, long budgetFen) => $"用 {Yuan(budgetFen)} 元实施“{menu.Title}”中的哪些提升类项目？";

    /// <summary>The notice of a budget: each item with what it costs and who pays.</summary>
    public static string OfBudget(IEnumerable<MenuItem> items, string note) => string.Join(
        '\n',
        items.Select(item => string.Join(' ', new[] { item.Title, item.Meaning, CostOf(item.Funding) }.Where(part => part.Length > 0)))
            .Append(note.Trim()).Where(line => line.Length > 0));

    private static string CostOf(Funding funding) =>
        $"（总费用 {Yuan(Costs.Of(funding))} 元：财政补助 {Yuan(funding.GovernmentFen)} 元，业主分摊 {Yuan(funding.OwnersFen)} 元，"
            + $"维修资金 {Yuan(funding.MaintenanceFundFen)} 元，企业出资 {Yuan(funding.EnterpriseFen)} 元）";

    private static string Places(MenuItem item, string all, string building, string unit) => item.Places.Count == 0
        ? all
        : string.Join(", ", item.Places.Select(place => place.Building + building + (place.Unit.Length == 0 ? "" : $"-{place.Unit}{unit}")));

    private static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");
}
