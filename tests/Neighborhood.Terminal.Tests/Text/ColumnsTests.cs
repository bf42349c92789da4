using System.Globalization;
using System.Text;
using System.Text.Json;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.Testing;

namespace Neighborhood.Terminal.Tests.Text;

public sealed class ColumnsTests
{
    private const char ZeroWidthJoiner = '\u200d';

    [Fact]
    public void Published_widths_hold_for_every_text_whose_characters_stand_alone()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(TestData.Require("unicode/wcswidth_cases.json")));
        var compared = 0;
        foreach (var known in cases.RootElement.EnumerateArray())
        {
            var text = known.GetProperty("s").GetString()!;
            if (text.Contains(ZeroWidthJoiner))
            {
                // The published sum counts each person of a family; terminals draw one picture of two columns.
                Assert.Equal(2, Columns.Width(text));
                continue;
            }

            Assert.Equal(known.GetProperty("wcswidth_0_2_5").GetInt32(), Columns.Width(text));
            compared++;
        }

        Assert.True(compared > 50);
    }

    [Fact]
    public void Every_wide_ideograph_of_Unicode_takes_two_columns_and_every_narrow_letter_one()
    {
        var compared = 0;
        foreach (var line in File.ReadLines(TestData.Require("unicode/EastAsianWidth.txt")))
        {
            var parts = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[1] is not ("W" or "F" or "Na"))
            {
                continue;
            }

            var bounds = parts[0].Split("..").Select(hex => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            for (var value = bounds[0]; value <= bounds[^1]; value += Math.Max(1, (bounds[^1] - bounds[0]) / 50))
            {
                if (!Rune.IsValid(value) || Rune.GetUnicodeCategory(new Rune(value)) is not (UnicodeCategory.OtherLetter
                    or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.DecimalDigitNumber))
                {
                    continue;
                }

                Assert.Equal(parts[1] == "Na" ? 1 : 2, Columns.Width(new Rune(value).ToString()));
                compared++;
            }
        }

        Assert.True(compared > 500);
    }

    [Theory]
    [InlineData("社区议事厅", 5, "社区…")]
    [InlineData("社区议事厅", 6, "社区…")]
    [InlineData("社区议事厅", 10, "社区议事厅")]
    [InlineData("ab社区", 4, "ab…")]
    [InlineData("ab", 0, "")]
    [InlineData("两\n行", 10, "两 行")]
    public void A_long_text_is_cut_between_characters_and_ends_in_an_ellipsis(string text, int width, string expected) =>
        Assert.Equal(expected, Columns.Truncate(text, width));

    [Fact]
    public void Padding_fills_exactly_whatever_the_script()
    {
        foreach (var width in Enumerable.Range(0, 40))
        {
            Assert.Equal(width, Columns.Width(Columns.PadRight(Sample.LongText, width)));
            Assert.Equal(width, Columns.Width(Columns.PadLeft(Sample.LongText, width)));
        }
    }

    [Fact]
    public void Wrapping_keeps_every_word_and_no_line_is_too_wide()
    {
        foreach (var width in Enumerable.Range(4, 60))
        {
            var lines = Columns.Wrap(Sample.LongText, width);
            Assert.All(lines, line => Assert.True(Columns.Width(line) <= width, $"{width}: {line}"));
            Assert.Equal(Sample.LongText.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
        }
    }

    [Fact]
    public void A_closing_mark_never_begins_a_line() =>
        Assert.All(Columns.Wrap("一二三四。五六七八，九十", 8), line => Assert.DoesNotContain(line[..1], "。，"));

    [Fact]
    public void Control_and_direction_characters_never_reach_the_screen() => Assert.Equal("红[31m字", Columns.Truncate("红\u001b[31m\u202e字\u0007", 20));

    [Theory]
    [InlineData(0, "0.00 m²")]
    [InlineData(1_200_000, "120.00 m²")]
    [InlineData(1_200_001, "120.01 m²")]
    [InlineData(123_456_789_00, "1,234,567.89 m²")]
    public void Areas_are_exact_and_a_rest_is_rounded_up(long squareCentimetres, string expected) => Assert.Equal(expected, Amounts.Area(squareCentimetres));

    [Fact]
    public void A_share_just_below_a_half_never_reads_as_a_half() => Assert.Equal("49.99%", Amounts.Share(499_999, 1_000_000));

    [Theory]
    [InlineData(0, 100, "░░░░")]
    [InlineData(1, 100, "█░░░")]
    [InlineData(99, 100, "███░")]
    [InlineData(100, 100, "████")]
    [InlineData(5, 0, "░░░░")]
    public void Something_is_never_drawn_as_nothing_nor_less_than_all_as_all(long part, long whole, string expected) =>
        Assert.Equal(expected, Bars.Of(part, whole, 4));
}
