using System.Globalization;
using Neighborhood.Terminal.Forms;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>
/// The options of a question as they are written: a line each, "label | meaning", of budgets "label | yuan | meaning"; a star before it marks the one that
/// leaves things as they are.
/// </summary>
public static class OptionList
{
    private const char Bar = '|';
    private const char Star = '*';
    private const long FenOfYuan = 100;

    /// <summary>The lines.</summary>
    public static string Write(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var isBudget = Traits.IsBudget(question.Kind);
        return string.Join('\n', question.Options.Select(option => string.Join($" {Bar} ", new[]
        {
            (option.IsStatusQuo ? Star : "") + option.Label,
            isBudget ? Yuan(option.CostFen) : null,
            option.Meaning.Length > 0 ? option.Meaning : null,
        }.OfType<string>())));
    }

    /// <summary>The key of what is wrong with the lines; null for nothing.</summary>
    public static string? Check(string lines, bool isBudget) =>
        Lines(lines).Any(parts => Label(parts).Length == 0) ? "form_option_label"
        : isBudget && Lines(lines).Any(parts => parts.Length < 2 || Fields.ParseYuan(parts[1]) is null) ? "form_option_cost"
        : null;

    /// <summary>The options of lines that have been checked; who is called as before keeps the id.</summary>
    public static IReadOnlyList<QuestionOption> Read(string lines, Question before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var isBudget = Traits.IsBudget(before.Kind);
        var options = new List<QuestionOption>();
        foreach (var parts in Lines(lines))
        {
            var known = before.Options.FirstOrDefault(option => option.Label == Label(parts) && options.TrueForAll(other => other.Id != option.Id));
            options.Add(new QuestionOption
            {
                Id = known?.Id ?? Ids.Free("o", before.Options.Concat(options).Select(option => option.Id)),
                Label = Label(parts),
                IsStatusQuo = parts[0].StartsWith(Star),
                CostFen = isBudget ? Fields.ParseYuan(parts[1])!.Value : 0,
                Meaning = string.Join($" {Bar} ", parts.Skip(isBudget ? 2 : 1)),
            });
        }

        return options;
    }

    private static string Label(string[] parts) => parts[0].TrimStart(Star).Trim();

    // Whoever writes Chinese types a bar of full width as well.
    private static IEnumerable<string[]> Lines(string lines) => lines
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Replace('｜', Bar).Split(Bar, StringSplitOptions.TrimEntries));

    private static string Yuan(long fen) => fen % FenOfYuan == 0
        ? (fen / FenOfYuan).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{fen / FenOfYuan}.{fen % FenOfYuan:00}");
}
