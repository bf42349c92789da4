using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Tests.Headless;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>Who may recount with the openings, and the bundle with which anybody recounts, from the page of a poll.</summary>
public sealed class ScrutineerTests
{
    private const string Poll = Sample.Community + "/polls/1";

    [Theory]
    [InlineData("zh", "欧阳监票")]
    [InlineData("en", "欧阳监票")]
    public void By_keys_staff_name_a_scrutineer_and_take_it_back(string language, string shown)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 100, 40);
        var poll = Sample.Poll(V1.Poll.Types.State.Decided);
        terminal.Server.Calls.On((GetPollRequest _) => poll)
            .On((NameScrutineerRequest request) =>
            {
                poll.Scrutineers.Add(new Person { Resident = request.Resident, DisplayName = shown });
                return poll;
            })
            .On((RemoveScrutineerRequest _) =>
            {
                poll.Scrutineers.Clear();
                return poll;
            });
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Staff), Sample.Somebody(Role.Staff).Memberships[0]));
        terminal.Shell.StartWith(new PollPresenter(terminal.Shell.Workspace, Poll));

        terminal.Type("s").Type("n").Type("8").Type(Key.Enter);

        var named = terminal.Server.Calls.Last<NameScrutineerRequest>();
        Assert.Equal((Poll, Sample.Community + "/residents/8"), (named.Parent, named.Resident));
        Assert.IsType<ScrutineersPresenter>(terminal.Shell.Top);
        Assert.Contains(shown, terminal.Screen, StringComparison.Ordinal);

        terminal.Type("x");
        Assert.Empty(terminal.Server.Calls.Requests.OfType<RemoveScrutineerRequest>());
        terminal.Type("y");
        Assert.Equal(Sample.Community + "/residents/8", terminal.Server.Calls.Last<RemoveScrutineerRequest>().Resident);
        Assert.DoesNotContain(shown, terminal.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "欧阳监票、周监票")]
    [InlineData("en", "欧阳监票, 周监票")]
    public void Everybody_reads_on_the_page_of_a_poll_who_the_scrutineers_are_and_staff_alone_name_them(string language, string shown)
    {
        using var room = new Room(Words.For(language), roles: [Role.Owner]);
        var poll = Sample.Poll(V1.Poll.Types.State.Decided);
        poll.Scrutineers.Add([Sample.Person("欧阳监票", 8), Sample.Person("周监票", 9)]);
        room.Calls.On((GetPollRequest _) => poll);
        room.Opening(workspace => new PollPresenter(workspace, Poll));
        Assert.Contains(room.Shell.Top.Show(200).Lines, line => line.Plain.Contains(shown, StringComparison.Ordinal));
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label == "poll_scrutineers");
    }

    [Theory]
    [InlineData(V1.Poll.Types.State.Voided, "disabled_decides_nothing")]
    [InlineData(V1.Poll.Types.State.Announced, null)]
    public void Nobody_is_named_for_a_poll_that_decides_nothing(V1.Poll.Types.State state, string? reason)
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((GetPollRequest _) => Sample.Poll(state));
        room.Opening(workspace => new ScrutineersPresenter(workspace, Sample.Poll(state)));
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command("scrutineer_name").Disabled);
    }

    [Theory]
    [InlineData("zh", "不含选票内容")]
    [InlineData("en", "no ballot is opened")]
    public void The_bundle_is_written_from_the_page_of_a_decided_poll(string language, string said)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("bundle-").FullName, "poll.bundle");
        using var room = new Room(Words.For(language), width: 200, roles: [Role.Owner]);
        room.Calls.On((GetPollRequest _) => Sample.Poll(V1.Poll.Types.State.Decided));
        room.Opening(workspace => new PollPresenter(workspace, Poll)).Press("e");
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, path);
        Send(room);
        var (request, written) = Assert.Single(room.Server.Exports);
        Assert.Equal((Poll, BundleKind.Unspecified, path), (request.Name, request.Kind, written));
        Assert.True(room.Says(path), room.Screen);
        Assert.True(room.Says(said), room.Screen);

        room.Press("e");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, path);
        form.Write(1, nameof(BundleKind.BundleScrutineer));
        Send(room);
        Assert.Equal(BundleKind.BundleScrutineer, room.Server.Exports[1].Request.Kind);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_beside_it_and_an_undecided_poll_has_no_bundle()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Calls.On((GetPollRequest _) => Sample.Poll(V1.Poll.Types.State.Decided));
        room.Opening(workspace => new PollPresenter(workspace, Poll)).Press("e");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "/dev/null/poll.bundle");
        room.Press(Keys.Send);
        Assert.Contains("file", form.State.Problems.Keys);

        room.Calls.On((GetPollRequest _) => Sample.Poll());
        room.Opening(workspace => new PollPresenter(workspace, Poll));
        Assert.Equal(Words.Chinese["disabled_not_decided"], room.Command("poll_export").Disabled);
    }

    // Files are written on other threads.
    private static void Send(Room room)
    {
        room.Press(Keys.Send);
        Assert.True(SpinWait.SpinUntil(() => room.Shell.Top is PollPresenter, TimeSpan.FromSeconds(30)));
    }
}
