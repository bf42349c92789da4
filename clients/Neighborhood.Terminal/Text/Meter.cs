namespace Neighborhood.Terminal.Text;

/// <summary>A labelled bar with its numbers: 人数 ███░░ 66.66% 6 / 9.</summary>
public sealed record Meter(string Label, long Part, long Whole, string PartText, string WholeText, Tone Tone)
{
    private const int LabelWidth = 14;
    private const int LeastBarWidth = 4;
    private const int MostBarWidth = 40;

    private string Numbers => $" {Columns.PadLeft(Amounts.Share(Part, Whole), 7)}  {PartText} / {WholeText}";

    /// <summary>Adds meters whose bars are of one length, so that they can be compared by eye. Numbers are never cut for a bar.</summary>
    public static void Show(PageWriter page, params ReadOnlySpan<Meter> meters)
    {
        var numbers = 0;
        foreach (var meter in meters)
        {
            numbers = Math.Max(numbers, Columns.Width(meter.Numbers));
        }

        var bar = Math.Clamp(page.Width - LabelWidth - 2 - numbers, LeastBarWidth, MostBarWidth);
        foreach (var meter in meters)
        {
            page.Add(Line.Of(page.Width, new Span(Columns.PadRight("  " + meter.Label, LabelWidth) + " ", Tone.Muted),
                new Span(Bars.Of(meter.Part, meter.Whole, bar), meter.Tone), new Span(meter.Numbers)));
        }
    }
}
