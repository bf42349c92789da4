using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

public class ModerationTests
{
    private readonly TalkRoom _room = new();

    private long Post => TalkRoom.PostId(_room.Post);

    [Fact]
    public void A_hidden_post_is_read_by_moderators_and_its_author_alone()
    {
        _room.Hide(Moderator, "人身攻击").Then(new Fact { PostHidden = new() { Post = Post, Moderator = Moderator } })
            .AnsweredAs(new GetPost(), new() { Name = _room.Post }, As(Moderator));
        Assert.All([Moderator, Staff, Li], reader => Assert.Equal("我家楼下也需要。", _room.Read(reader).Text));
        Assert.All([Wang, Host, Councillor, Observer], reader => Assert.Equal(("", "人身攻击"), (_room.Read(reader).Text, _room.Read(reader).HiddenReason)));
        Assert.All(_room.Revisions(Wang), version => Assert.Empty(version.Text));
        Assert.All(_room.Revisions(Li), version => Assert.NotEmpty(version.Text));
    }

    [Fact]
    public void A_restored_post_is_read_by_everybody_again()
    {
        _room.Hide(Moderator);
        var restored = _room.Restore(Staff).Then(new Fact { PostRestored = new() { Post = Post, Moderator = Staff } })
            .AnsweredAs(new GetPost(), new() { Name = _room.Post }, As(Staff)).Answer;
        Assert.Equal((false, ""), (restored.Hidden, restored.HiddenReason));
        Assert.Equal("我家楼下也需要。", _room.Read(Wang).Text);
    }

    [Fact]
    public void Open_reports_are_listed_with_the_oldest_first()
    {
        var other = _room.Write(Wang, "胡说！").Answer.Name;
        _room.Report(Li, "骂人", other).Then(new Fact { PostReported = new() { Post = TalkRoom.PostId(other), Reporter = Li } });
        _room.Report(Wang, "广告");
        var reports = _room.Reports().Reports;
        Assert.Equal([(other, "骂人", Resident(Li)), (_room.Post, "广告", Resident(Wang))],
            reports.Select(report => (report.Post.Name, report.Reason, report.Reporter.Resident)));
        Assert.Equal("胡说！", reports[0].Post.Text);
    }

    [Fact]
    public void A_page_of_reports_goes_on_behind_one_that_was_answered_meanwhile()
    {
        var posts = new[] { Wang, Zhang }.Select(author => _room.Write(author).Answer.Name).Prepend(_room.Post).ToList();
        posts.ForEach(post => _room.Report(Host, post: post));
        List<string> seen = [];
        var token = "";
        do
        {
            var page = _room.Given.Read(new ListReports(), new() { Parent = Name, PageSize = 1, PageToken = token }, As(Moderator));
            seen.Add(Assert.Single(page.Reports).Post.Name);
            _room.Dismiss(Moderator, seen[^1]);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(posts, seen);
    }

    [Fact]
    public void Only_moderators_see_how_many_reports_are_open()
    {
        _room.Report(Wang);
        _room.Report(Zhang);
        Assert.Equal((2, 2, 0, 0),
            (_room.Read(Moderator).ReportCount, _room.Read(Staff).ReportCount, _room.Read(Li).ReportCount, _room.Read(Host).ReportCount));
    }

    [Fact]
    public void Hiding_a_post_answers_its_reports()
    {
        _room.Report(Wang);
        Assert.Equal(0, _room.Hide(Moderator).Answer.ReportCount);
        Assert.Empty(_room.Reports().Reports);
    }

    [Fact]
    public void A_post_that_was_changed_after_its_reports_were_dismissed_is_reported_anew()
    {
        _room.Report(Wang);
        _room.Dismiss(Moderator);
        _room.Report(Wang).Refused(ErrorReason.AlreadyReported);
        _room.Update(Li, "更难听的话");
        Assert.NotNull(_room.Report(Wang).Answer);
        _room.Report(Wang).Refused(ErrorReason.AlreadyReported);
        Assert.Equal(1, _room.Read(Moderator).ReportCount);
    }

    [Fact]
    public void Dismissing_reports_leaves_the_post_and_the_reports_of_others()
    {
        var other = _room.Write(Wang, "胡说！").Answer.Name;
        _room.Report(Li, post: other);
        _room.Report(Wang);
        _room.Report(Zhang);
        _room.Dismiss(Moderator).Then(new Fact { ReportsDismissed = new() { Post = Post, Moderator = Moderator } })
            .AnsweredAs(new GetPost(), new() { Name = _room.Post }, As(Moderator));
        Assert.Equal(other, Assert.Single(_room.Reports().Reports).Post.Name);
        Assert.False(_room.Read(Wang).Hidden);
    }
}
