using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

public sealed class AccountTests
{
    [Fact]
    public void An_account_is_not_erased_before_its_user_name_is_typed_again()
    {
        using var room = Erasing(out var form);
        form.Write(0, "Zhi-shi-mima-9");
        form.Write(1, "somebody");

        room.Press(Keys.Send);

        Assert.Equal(Words.Chinese["form_not_your_user_name"], form.State.Problems["confirmation"](Words.Chinese));
        Assert.Empty(room.Calls.Requests.OfType<EraseAccountRequest>());
    }

    [Fact]
    public void Whoever_erased_the_account_stands_at_the_door_again()
    {
        using var room = Erasing(out var form);
        form.Write(0, "Zhi-shi-mima-9");
        form.Write(1, Sample.Somebody().UserName);

        room.Press(Keys.Send);

        Assert.Equal(("Zhi-shi-mima-9", ""), (room.Calls.Last<EraseAccountRequest>().Password, room.Calls.Last<EraseAccountRequest>().Account));
        Assert.IsType<WelcomePresenter>(room.Shell.Top);
        Assert.Null(room.Workspace.Visitor.Me);
    }

    [Fact]
    public void A_wrong_password_erases_nothing_and_is_told()
    {
        using var room = Erasing(out var form);
        room.Calls.Refuse<EraseAccountRequest>(ErrorReason.WrongCredentials);
        form.Write(0, "Zhi-shi-mima-9");
        form.Write(1, Sample.Somebody().UserName);

        room.Press(Keys.Send);

        Assert.Equal(Words.Chinese["ErrorReason_WrongCredentials"], room.Message);
        Assert.Same(form, room.Shell.Top);
    }

    [Theory]
    [InlineData("zh", 80)]
    [InlineData("en", 120)]
    public void This_computer_alone_is_marked_among_the_devices_and_named_before_it_is_revoked(string language, int width)
    {
        using var room = new Room(Words.For(language), width);
        var here = room.Workspace.Words["device_here"];
        room.Opening(workspace => new DevicesPresenter(workspace));
        var marked = Assert.Single(room.Shell.Top.Show(width).Lines, line => line.Plain.Contains(here, StringComparison.Ordinal));

        room.Shell.Top.SelectItem(marked.Item);
        room.Shell.Run(room.Command("device_revoke"));

        Assert.IsType<ConfirmPresenter>(room.Shell.Top);
        Assert.Contains(here, room.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Showing_the_choice_brings_its_line_into_sight()
    {
        using var room = new Room(height: 10);
        room.Opening(workspace => new ReceiptPresenter(workspace, Sample.Poll()));
        room.Press(Keys.End);
        Assert.DoesNotContain(Words.Chinese["receipt_choice_hidden"], room.Screen, StringComparison.Ordinal);

        room.Press("s");
        Assert.Contains(PollText.LabelOf(Sample.Poll(), Sample.Ballot.Choice.Option, Words.Chinese), room.Screen, StringComparison.Ordinal);

        room.Press(Keys.End, "s");
        Assert.Contains(Words.Chinese["receipt_choice_hidden"], room.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_is_told_why_the_account_stays()
    {
        using var room = new Room();
        room.Opening(workspace => new AccountPresenter(workspace));

        Assert.Equal(Words.Chinese["ErrorReason_OperatorStays"], room.Command("account_erase").Disabled);
    }

    private static Room Erasing(out FormPresenter form)
    {
        var room = new Room();
        room.Calls.On((EraseAccountRequest _) => new EraseAccountResponse());
        var me = Sample.Somebody();
        me.Operator = false;
        room.Workspace.Welcome(new Visitor(me, me.Memberships[0]));
        room.Opening(workspace => new AccountPresenter(workspace));
        room.Press("e");
        form = Assert.IsType<FormPresenter>(room.Shell.Top);
        return room;
    }
}
