using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>What staff do on screens: the roll and the settings.</summary>
public sealed class StaffFlowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-screens-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_close_that_is_proposed_is_a_week_behind_the_notice_of_the_rule_that_is_chosen()
    {
        using var room = new Room(roles: [Role.Staff]);
        var other = new RulePack(Sample.OwnersSpecial) { Id = "council", NoticeDays = 3 };

        var form = AnnouncePollForm.For(room.Workspace, null, [other, Sample.OwnersSpecial]);

        var proposed = Fields.Timestamp(form.State["closes_at"], room.Workspace.Moments)!.ToDateTimeOffset();
        Assert.Equal(Sample.Now.AddDays(3 + 7).AddHours(1), proposed, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_roll_is_shown_before_it_is_applied_and_applied_as_shown()
    {
        using var room = await ChooseAsync("楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名\n1,1,101,89.5,登记,A1,王小明\n");
        Assert.Contains("第 2 行", room.Screen);
        Assert.All(room.Calls.Requests.OfType<ImportRollRequest>(), request => Assert.True(request.ValidateOnly));

        room.Press("a");
        Assert.All(room.Calls.Requests.OfType<ImportRollRequest>(), request => Assert.True(request.ValidateOnly));
        room.Press("y");

        var applied = room.Calls.Last<ImportRollRequest>();
        Assert.Equal((false, "etag", "101"), (applied.ValidateOnly, applied.PreviewEtag, Assert.Single(applied.Rows).Room));
        Assert.IsType<HouseholdsPresenter>(room.Shell.Top);
        Assert.Contains("已写入 1 处变化", room.Message);
    }

    [Fact]
    public async Task A_roll_with_bad_rows_names_them_and_cannot_be_applied_until_the_file_is_mended()
    {
        using var room = await ChooseAsync("楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名\n1,1,,89.5,登记,A1,王小明\n");
        Assert.Contains("没有填", room.Screen);
        Assert.Equal(Words.Chinese["disabled_bad_rows"], room.Command("roll_apply").Disabled);

        Write("楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名\n1,1,102,89.5,登记,A1,王小明\n");
        room.Press("r");
        await UntilAsync(room, () => !room.Shell.Top.IsBusy);
        Assert.Null(room.Command("roll_apply").Disabled);
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("roll.pdf")]
    public void A_file_that_is_no_roll_is_told_beside_its_field(string name)
    {
        using var room = new Room();
        room.Press("h", "i");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, Path.Combine(_folder, name));

        room.Press(Keys.Send);

        Assert.Contains(name, form.State.Problems["file"](Words.Chinese));
    }

    [Fact]
    public void Settings_are_changed_and_those_not_shown_stay()
    {
        using var room = new Room();
        room.Press("s");
        Assert.Contains("5.50%", room.Screen);
        room.Press("e");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(2, "7.25");
        form.Write(4, "12");
        form.Write(5, "4");
        form.Write(6, "5");

        room.Press(Keys.Send);

        var sent = room.Calls.Last<UpdateCommunityRequest>();
        Assert.Equal(
            new Settings { EndorsingShareBasisPoints = 725, TopicsPerHour = 3, PostsPerHour = 12, ProposalsPerHour = 4, EditsPerHour = 5 },
            sent.Settings);
        Assert.Equal("1", sent.Etag);
    }

    [Fact]
    public void A_posted_notice_is_recorded_and_shown_with_the_poll()
    {
        using var room = new Room(roles: [Role.Staff]);
        var poll = Sample.Poll(Poll.Types.State.Announced);
        room.Calls.On((GetPollRequest _) => poll).On((RecordNoticeRequest request) =>
        {
            poll.PostedNotices.Add(new PostedNotice { Kind = request.Kind, Place = request.Place, PostedAt = request.PostedAt });
            return poll;
        });
        room.Opening(workspace => new PollPresenter(workspace, poll.Name));
        room.Press("n");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(1, "东门公告栏");

        room.Press(Keys.Send);

        var sent = room.Calls.Last<RecordNoticeRequest>();
        Assert.Equal((poll.Name, NoticeKind.PollNotice, "东门公告栏", true), (sent.Name, sent.Kind, sent.Place, sent.PhotoSha256.IsEmpty));
        Assert.Contains("东门公告栏", string.Join('\n', room.Shell.Top.Show(80).Lines.Select(line => line.Plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resident_is_not_offered_to_record_notices()
    {
        using var room = new Room(roles: [Role.Resident]);
        room.Opening(workspace => new PollPresenter(workspace, Sample.Poll().Name));

        Assert.DoesNotContain(room.Shell.Top.Commands, command => command.Label == "poll_record_notice");
    }

    [Theory]
    [InlineData("2.5", "form_not_whole")]
    [InlineData("ten", "form_not_a_threshold")]
    public void A_number_of_households_is_whole(string typed, string problem)
    {
        using var room = new Room();
        room.Press("s", "e");
        var form = (FormPresenter)room.Shell.Top;
        form.Write(1, "households");
        form.Write(2, typed);

        room.Press(Keys.Send);

        Assert.Equal(Words.Chinese[problem], form.State.Problems["settings"](Words.Chinese));
        Assert.Empty(room.Calls.Requests.OfType<UpdateCommunityRequest>());
    }

    private string Write(string content)
    {
        var path = Path.Combine(_folder, "roll.csv");
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<Room> ChooseAsync(string content)
    {
        var room = new Room();
        room.Press("h", "i");
        ((FormPresenter)room.Shell.Top).Write(0, Write(content));
        room.Press(Keys.Send);
        await UntilAsync(room, () => room.Shell.Top is RollImportPresenter);
        return room;
    }

    /// <summary>A file is read off the thread, so the screen follows a moment later.</summary>
    private static async Task UntilAsync(Room room, Func<bool> condition)
    {
        using var changed = new SemaphoreSlim(0);
        var limit = TestLimit.Of(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        room.Shell.Changed += Tell;
        while (!condition())
        {
            await changed.WaitAsync(limit);
        }

        room.Shell.Changed -= Tell;

        void Tell() => changed.Release();
    }
}
