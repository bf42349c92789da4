using CsCheck;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Forms;

public sealed class TextEditTests
{
    [Fact]
    public void Characters_go_as_people_see_them()
    {
        var edit = TextEdit.At("社区👨‍👩‍👧é").Backspace();
        Assert.Equal("社区👨‍👩‍👧", edit.Text);
        Assert.Equal("社区", edit.Backspace().Text);
        Assert.Equal("社👨‍👩‍👧", edit.Left().Left().Delete().Left().Delete().Type("社").Text);
    }

    [Fact]
    public void The_caret_keeps_its_column_from_row_to_row()
    {
        var edit = new TextEdit("一二三四五六七八\nab", 3);
        Assert.Equal((0, 6), edit.Place(8));
        Assert.Equal((1, 6), edit.Move(1, 8).Place(8));
        Assert.Equal((2, 2), edit.Move(2, 8).Place(8));
        Assert.Equal((1, 0), edit.Move(1, 8).Home(8).Place(8));
    }

    [Fact]
    public void Whatever_is_pressed_the_caret_stays_between_characters_and_rows_hold_the_text()
    {
        Func<TextEdit, TextEdit>[] presses =
        [
            edit => edit.Left(), edit => edit.Right(), edit => edit.Move(-1, 7), edit => edit.Move(1, 7), edit => edit.Home(7), edit => edit.End(7),
            edit => edit.Backspace(),
            edit => edit.Delete(), edit => edit.Type("社区"), edit => edit.Type("a "), edit => edit.Type("\n"), edit => edit.Type("👍"),
        ];
        Gen.Int[0, presses.Length - 1].Array[0, 40].Sample(keys =>
        {
            var edit = keys.Aggregate(TextEdit.At(""), (now, key) => presses[key](now));
            var boundaries = Columns.Graphemes(edit.Text).Aggregate(new List<int> { 0 }, (known, grapheme) => [.. known, known[^1] + grapheme.Length]);
            Assert.Contains(edit.Caret, boundaries);
            Assert.Equal(edit.Text.Replace("\n", ""), string.Concat(edit.Rows(7).Select(row => row.Text)));
            Assert.All(edit.Rows(7), row => Assert.True(Columns.Width(row.Text) <= 7));
        });
    }

    [Theory]
    [InlineData("12000", 1_200_000)]
    [InlineData("12,000.50", 1_200_050)]
    [InlineData("0", 0)]
    [InlineData("1.005", null)]
    [InlineData("-1", null)]
    [InlineData("一千", null)]
    public void Money_is_read_exactly_or_not_at_all(string text, int? fen) => Assert.Equal(fen, Fields.ParseYuan(text));

    [Theory]
    [InlineData("2026-12-01 20:00", true)]
    [InlineData("2026-12-01", true)]
    [InlineData("1 Dec", false)]
    [InlineData("2026-13-01 20:00", false)]
    public void A_moment_is_read_or_refused(string text, bool isRead) => Assert.Equal(isRead, Fields.ParseMoment(text, TimeZoneInfo.Utc) is not null);
}
