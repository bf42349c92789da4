using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Forms;

/// <summary>Nothing that a form says is cut.</summary>
public sealed class FormLayoutTests
{
    private const string Long = "票面上的公告码与这项表决的不符：请对照票面重新输入，或者到票面所属的表决里去录入这一张票，不要猜。";

    [Theory]
    [InlineData("zh", 80)]
    [InlineData("en", 80)]
    [InlineData("en", 120)]
    public void Hints_and_choices_are_read_to_their_end(string language, int width)
    {
        var words = Words.For(language);
        using var room = new Room(words, width, roles: [Role.Staff]);
        foreach (var form in Forms(room.Workspace))
        {
            var plan = FormLayout.Of(form.State, 2, words, width, 21);
            foreach (var (field, place) in form.State.Fields.Zip(plan.Places))
            {
                Assert.All(place.Note.Lines, line => Assert.True(Columns.Width(line) <= plan.InputWidth, line));
                Assert.Equal(Letters(field.Hint is null ? "" : words[field.Hint]), Letters(string.Concat(place.Note.Lines)));
                Assert.Equal(Letters(field.ChosenLabel(words)), Letters(string.Concat(FormLayout.ChoiceLines(field, words, plan.InputWidth))));
                Assert.True(field.Kind != FieldKind.Choice || place.Rows == FormLayout.ChoiceLines(field, words, plan.InputWidth).Length);
            }
        }
    }

    [Fact]
    public void A_long_refusal_stands_below_the_fields_to_its_end_and_the_fields_give_way()
    {
        using var room = new Room(width: 60, roles: [Role.Staff]);
        room.Open(Forms(room.Workspace)[0]);

        room.Shell.Tell(Long, Tone.Bad);

        var frame = room.Draw();
        Assert.Equal(Long, string.Concat(frame.Rest.Append(frame.Message).Select(line => line.Plain.Trim())));
        Assert.Equal(21 - frame.Rest.Length, frame.Form!.Height);
    }

    [Fact]
    public void What_is_below_the_screen_is_counted()
    {
        using var room = new Room(Words.English, height: 10, roles: [Role.Staff]);
        room.Open(Forms(room.Workspace)[0]);
        Assert.Contains("more lines below", room.Message, StringComparison.Ordinal);
    }

    private static FormPresenter[] Forms(Workspace workspace) =>
    [
        AnnouncePollForm.For(workspace, null, [Sample.OwnersSpecial]),
        ProxyForms.For(workspace, new ProxyScope([Sample.Poll()], [Sample.OwnersSpecial]), isRecorded: true),
        .. Asked.Methods.Select(method => Question(workspace, Asked.Decided(method).Questions[0])),
    ];

    private static FormPresenter Question(Workspace workspace, Question question)
    {
        QuestionForm.Open(workspace, question, _ => { });
        return Assert.IsType<FormPresenter>(((ShellPresenter)workspace.Navigator).Top);
    }

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
