using System.Security.Cryptography;
using System.Text;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Tests.Headless;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>Proxies on screens: by keys and mouse, in both languages.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("zh", "居民8 代 欧阳建国7", "居民7 代 欧阳建国8", "你的居民编号是 7")]
    [InlineData("en", "居民8 for 欧阳建国7", "居民7 for 欧阳建国8", "Your number here is 7")]
    public void From_home_by_keys_both_sides_of_ones_proxies_are_read(string language, string given, string held, string number)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 80, 24);
        Enter(terminal, Role.Owner);
        terminal.Type("d");
        Assert.IsType<ProxiesPresenter>(terminal.Shell.Top);
        Assert.Contains(given, Joined(terminal), StringComparison.Ordinal);
        Assert.Contains(held, Joined(terminal), StringComparison.Ordinal);
        Assert.Contains(number, terminal.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("居民9 代 欧阳建国8", Joined(terminal), StringComparison.Ordinal);
        Assert.All(terminal.Lines, line => Assert.True(Columns.Width(line) <= 80));

        // The heading of the section stands above what the arrow goes to; the first is my own.
        terminal.Server.Calls.On((RevokeProxyRequest _) => Channels.Proxy(70, 7, 8, isOver: true));
        terminal.Type("x").Type("y");
        Assert.Equal(Sample.Community + "/proxies/70", terminal.Server.Calls.Last<RevokeProxyRequest>().Name);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void From_the_poll_by_keys_a_ballot_is_cast_for_a_principal_who_is_named_all_the_way(string language)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 80, 24);
        var poll = Sample.Poll();
        poll.VotedByMe = true;
        terminal.Server.Calls.On((GetPollRequest _) => poll);
        Enter(terminal, Role.Owner);
        terminal.Shell.Open(new PollPresenter(terminal.Shell.Workspace, poll.Name));
        terminal.Type("d");
        var principals = Assert.IsType<PrincipalsPresenter>(terminal.Shell.Top);
        Assert.Equal([Sample.Community + "/proxies/71"], principals.State.Items.Select(proxy => proxy.Name));

        var names = ProxyText.Names(Channels.Proxy(71, 8, 7), Words.For(language));
        terminal.Type(Key.Enter);
        Assert.Contains(names, Joined(terminal), StringComparison.Ordinal);
        terminal.Type("2");
        Assert.Contains(names, Joined(terminal), StringComparison.Ordinal);
        Assert.Empty(terminal.Server.Calls.Requests.OfType<CastBallotRequest>());

        terminal.Type("y");
        var cast = terminal.Server.Calls.Last<CastBallotRequest>();
        Assert.Equal((Sample.Community + "/proxies/71", "no"), (cast.Authorization, cast.Choice.Option));
        Assert.IsType<PrincipalsPresenter>(terminal.Shell.Top);
        Assert.Empty(terminal.Server.Calls.Requests.OfType<GetMyBallotRequest>());
    }

    [Fact]
    public void A_click_votes_for_the_principal_that_is_selected()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 120, 40);
        Enter(terminal, Role.Owner);
        terminal.Shell.Open(new PrincipalsPresenter(terminal.Shell.Workspace, Sample.Poll()));
        terminal.Click(20, Array.FindIndex(terminal.Lines, line => line.Contains("有效", StringComparison.Ordinal)));
        Assert.IsType<BallotPresenter>(terminal.Shell.Top);
    }

    [Fact]
    public void The_ballot_of_a_principal_with_questions_begins_blank_and_tells_nothing_of_ones_own()
    {
        using var room = new Room(roles: [Role.Owner]);
        var poll = Asked.Poll(Asked.Of(BallotKind.Single));
        poll.VotedByMe = true;
        room.Open(Casting.For(room.Workspace, poll, Channels.Proxy(71, 8, 7)).Ballot(room.Workspace, poll));
        room.Press("1", Keys.Send, "y");
        var cast = room.Calls.Last<CastBallotRequest>();
        Assert.Equal((Sample.Community + "/proxies/71", "a"), (cast.Authorization, cast.Choice.Answers.Single().Marks.Single().Option));
        Assert.Empty(room.Calls.Requests.OfType<GetMyBallotRequest>());
    }

    [Fact]
    public void One_is_named_for_a_poll_under_ones_own_signature_and_refusals_stand_beside_their_fields()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Calls.Refuse<AuthorizeProxyRequest>(ErrorReason.InvalidField, new FieldViolation("polls", "?") { Problem = FieldProblem.EitherPollsOrMatters });
        room.Opening(workspace => new ProxiesPresenter(workspace)).Press("n");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "8");
        room.Press(Keys.Send);
        var sent = room.Calls.Last<AuthorizeProxyRequest>();
        Assert.Equal((Sample.Community + "/residents/8", "", 0), (sent.Proxy, sent.Principal, sent.Matters.Count));
        Assert.Equal([Sample.Community + "/polls/2"], sent.Polls);
        Assert.Equal(Sample.Now.AddDays(30), sent.ValidUntil.ToDateTimeOffset());
        Assert.Equal(Words.English["FieldProblem_EitherPollsOrMatters"], form.State.Problems["polls"](Words.English));

        room.Calls.On((AuthorizeProxyRequest _) => Channels.Proxy(70, 7, 8));
        form.Write(1, "");
        form.Write(2, "common-parts");
        room.Press(Keys.Send);
        Assert.Equal(["common-parts"], room.Calls.Last<AuthorizeProxyRequest>().Matters);
        Assert.IsType<ProxiesPresenter>(room.Shell.Top);
    }

    [Fact]
    public void Staff_record_a_document_by_its_hash_and_a_missing_file_is_told_beside_its_field()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((AuthorizeProxyRequest _) => Channels.Proxy(73, 8, 9, recorded: true));
        room.Opening(workspace => new ProxiesPresenter(workspace)).Press("r");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "9");
        form.Write(1, "8");
        form.Write(2, "/no/such/letter.jpg");
        room.Press(Keys.Send);
        Assert.True(SpinWait.SpinUntil(() => form.State.Problems.ContainsKey("document_hash"), TimeSpan.FromSeconds(30)));

        var letter = Path.GetTempFileName();
        File.WriteAllText(letter, "委托书");
        form.Write(2, letter);
        room.Press(Keys.Send);
        Assert.True(SpinWait.SpinUntil(() => room.Shell.Top is ProxiesPresenter, TimeSpan.FromSeconds(30)));
        File.Delete(letter);
        var sent = room.Calls.Last<AuthorizeProxyRequest>();
        Assert.Equal((Sample.Community + "/residents/9", Sample.Community + "/residents/8"), (sent.Proxy, sent.Principal));
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("委托书")), sent.DocumentHash.ToByteArray());
    }

    [Theory]
    [InlineData(70, Role.Owner, null)]
    [InlineData(71, Role.Owner, null)]
    [InlineData(72, Role.Owner, "disabled_proxy_over")]
    [InlineData(73, Role.Staff, null)]
    public void What_can_be_revoked_follows_whose_it_is_and_whether_it_is_over(int id, Role role, string? reason)
    {
        using var room = new Room(roles: [role]);
        room.Opening(workspace => new ProxiesPresenter(workspace));
        room.Shell.Top.SelectItem($"{Sample.Community}/proxies/{id}");
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command("proxy_revoke").Disabled);
    }

    [Fact]
    public void Staff_do_not_revoke_what_was_given_online_and_others_record_nothing()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((ListProxiesRequest _) => new ListProxiesResponse { Proxies = { Channels.Proxy(74, 8, 9) } });
        room.Opening(workspace => new ProxiesPresenter(workspace));
        room.Shell.Top.SelectItem(Sample.Community + "/proxies/74");
        Assert.Equal(Words.Chinese["disabled_proxy_not_mine"], room.Command("proxy_revoke").Disabled);

        using var owner = new Room(roles: [Role.Owner]);
        owner.Opening(workspace => new ProxiesPresenter(workspace));
        Assert.DoesNotContain(owner.Shell.AllCommands(), command => command.Label == "proxy_record");
    }

    private static void Enter(HeadlessTerminal terminal, Role role)
    {
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(role), Sample.Somebody(role).Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
    }

    private static string Joined(HeadlessTerminal terminal) => string.Concat(terminal.Lines);
}
