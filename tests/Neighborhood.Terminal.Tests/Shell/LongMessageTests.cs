using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Tests.Shell;

public sealed class LongMessageTests
{
    private const string Refusal = "两位工作人员录入的内容必须一致，这一份与第一遍录入的不一样。请对照纸质选票逐项核对，再由另一位工作人员重新录入。";

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void A_refusal_is_read_to_its_end(int width)
    {
        using var room = new Room();

        room.Shell.Tell(Refusal, Tone.Bad);

        var frame = room.Shell.Show(width, 24);
        Assert.Equal(21, frame.Body.Length);
        Assert.Equal(Refusal, frame.Body[^1].Line.Plain.Trim() + frame.Message.Plain.Trim());
    }

    [Fact]
    public void A_short_one_takes_nothing_from_the_page()
    {
        using var room = new Room();
        var before = room.Shell.Show(80, 24).Body.Length;

        room.Shell.Tell("已录入。", Tone.Good);

        Assert.Equal(before, room.Shell.Show(80, 24).Body.Length);
        Assert.Equal("已录入。", room.Shell.Show(80, 24).Message.Plain.Trim());
    }
}
