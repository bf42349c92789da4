using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>People doing what they came for, by keys.</summary>
public sealed class FlowTests
{
    [Fact]
    public void Who_is_signed_in_already_comes_in_without_signing_in()
    {
        using var room = new Room();
        room.Server.IsSignedIn = true;

        room.Shell.StartWith(new WelcomePresenter(room.Workspace));

        Assert.IsType<HomePresenter>(room.Shell.Top);
    }

    [Fact]
    public void Home_asks_for_votes_only_who_may_vote_and_has_not()
    {
        using var room = new Room();
        Assert.Contains(room.Draw().Body, line => line.Line.Item == Sample.Community + "/polls/2");

        room.Calls.On((GetMyEntitlementRequest _) => new Entitlement { Entitled = false });
        room.Press(Keys.Refresh);
        Assert.DoesNotContain(room.Draw().Body, line => line.Line.Item == Sample.Community + "/polls/2");
    }

    [Fact]
    public void A_reply_at_home_leads_to_its_place_in_the_thread()
    {
        using var room = new Room(height: 60);
        room.Shell.Top.SelectItem(Sample.Community + "/topics/1/posts/2");

        room.Press(Keys.Enter);

        Assert.IsType<TopicPresenter>(room.Shell.Top);
        Assert.Equal(Sample.Community + "/topics/1/posts/2", room.Shell.Top.Selected);
    }

    [Fact]
    public void A_vote_is_confirmed_before_it_is_sent_and_ends_at_its_receipt()
    {
        using var room = new Room();
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v", "2");
        Assert.Empty(room.Calls.Requests.OfType<CastBallotRequest>());
        Assert.Contains("你的选择：不同意", room.Screen);
        Assert.Contains(Words.Chinese.Of(BindingStatus.Advisory), room.Screen);
        room.Press("y");
        Assert.Equal("no", room.Calls.Last<CastBallotRequest>().Choice.Option);
        Assert.IsType<ReceiptPresenter>(room.Shell.Top);
        Assert.DoesNotContain("不同意", string.Join('\n', room.Draw().Body.Select(line => line.Line.Plain)).Replace(Sample.LongText, ""));
    }

    [Fact]
    public void Leaving_the_confirmation_sends_nothing()
    {
        using var room = new Room();
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v", "1", Keys.Escape, Keys.Escape);
        Assert.Empty(room.Calls.Requests.OfType<CastBallotRequest>());
        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    [Fact]
    public void Every_refusal_is_told_where_it_happens_and_nothing_is_lost()
    {
        foreach (var reason in Enum.GetValues<ErrorReason>())
        {
            using var room = new Room();
            room.Calls.Refuse<CastBallotRequest>(reason);
            room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v", "1", "y");
            Assert.True(room.Says(Words.Chinese[Refusals.KeyOf(reason)]), room.Screen);
            Assert.IsType<ConfirmPresenter>(room.Shell.Top);
            Assert.Null(room.Command("ballot_cast").Disabled);
        }
    }

    [Fact]
    public void A_confirmation_pressed_twice_is_sent_once()
    {
        using var room = new Room();
        var answer = new TaskCompletionSource<CastBallotResponse>();
        room.Calls.OnLater<CastBallotRequest, CastBallotResponse>(answer.Task);
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v", "1", "y", "y");
        Assert.Single(room.Calls.Requests.OfType<CastBallotRequest>());
        Assert.Equal(Words.Chinese["disabled_sent"], room.Message);
    }

    [Fact]
    public void A_form_with_a_required_field_left_empty_sends_nothing_and_names_the_field()
    {
        using var room = new Room();
        room.Open(new TopicsPresenter(room.Workspace)).Press("n", Keys.Send);
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        Assert.Equal(["text", "title"], form.State.Problems.Keys.Order());
        Assert.Empty(room.Calls.Requests.OfType<CreateTopicRequest>());
        Assert.Equal(Words.Chinese["form_mend"], room.Message);
    }

    [Fact]
    public void A_field_that_the_server_refuses_is_marked_with_its_sentence()
    {
        using var room = new Room();
        room.Calls.Refuse<CreateTopicRequest>(ErrorReason.InvalidField, new FieldViolation("title", "标题里不能有换行。"));
        room.Open(new TopicsPresenter(room.Workspace)).Press("n");
        var form = Fill(room, "一", "二");
        room.Press(Keys.Send);
        Assert.Equal("标题里不能有换行。", form.State.Problems["title"](Words.Chinese));
        Assert.Equal("二", form.State["text"]);
        Assert.False(form.State.IsSending);
    }

    [Fact]
    public void Leaving_a_form_with_words_in_it_must_be_asked_twice()
    {
        using var room = new Room();
        room.Open(new TopicsPresenter(room.Workspace)).Press("n");
        Fill(room, "一", "二");
        room.Press(Keys.Escape);
        Assert.IsType<FormPresenter>(room.Shell.Top);
        Assert.Equal(Words.Chinese["form_leave_again"], room.Message);
        room.Press(Keys.Escape);
        Assert.IsType<TopicsPresenter>(room.Shell.Top);
    }

    [Fact]
    public void A_call_of_more_than_a_second_is_announced_and_leaving_cancels_it()
    {
        using var room = new Room();
        var answer = new TaskCompletionSource<Topic>();
        room.Calls.OnLater<GetTopicRequest, Topic>(answer.Task);
        room.Open(new TopicsPresenter(room.Workspace)).Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        Assert.NotEqual(Words.Chinese["waiting"], room.Message);
        room.Clock.Advance(Presenter.Patience);
        Assert.Equal(Words.Chinese["waiting"], room.Message);
        room.Press(Keys.Escape);
        answer.SetResult(Sample.Topic());
        Assert.IsType<TopicsPresenter>(room.Shell.Top);
        Assert.NotEqual(Words.Chinese["waiting"], room.Message);
    }

    [Fact]
    public void A_reply_names_the_post_it_answers_and_is_selected_when_it_comes_back()
    {
        using var room = new Room();
        room.Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        room.Shell.Top.SelectItem(Sample.Community + "/topics/1/posts/1");
        room.Press("r");
        var form = (FormPresenter)room.Shell.Top;
        form.Write(0, "说得对");
        room.Press(Keys.Send);
        Assert.Equal(Sample.Community + "/topics/1/posts/1", room.Calls.Last<CreatePostRequest>().ReplyTo);
        Assert.Equal(Sample.Community + "/topics/1/posts/3", room.Shell.Top.Selected);
    }

    [Fact]
    public void A_new_post_appears_by_itself()
    {
        using var room = new Room();
        room.Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        room.Calls.On((ListPostsRequest _) => new ListPostsResponse { Posts = { Sample.Post(9, 4) } });
        room.Server.Happen(new WatchResponse { Kind = WatchResponse.Types.Kind.PostCreated, Resource = Sample.Community + "/topics/1/posts/9" });
        Assert.Equal(Sample.Community + "/topics/1/posts/9", Assert.Single(((TopicPresenter)room.Shell.Top).State.Posts).Name);
    }

    [Fact]
    public void Much_that_happens_during_a_reading_is_read_once_afterwards()
    {
        using var room = new Room();
        var answer = new TaskCompletionSource<Topic>();
        room.Calls.OnLater<GetTopicRequest, Topic>(answer.Task);
        room.Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        for (var post = 0; post < 50; post++)
        {
            room.Server.Happen(new WatchResponse { Kind = WatchResponse.Types.Kind.PostCreated, Resource = $"{Sample.Community}/topics/1/posts/{post}" });
        }

        answer.SetResult(Sample.Topic());
        Assert.True(SpinWait.SpinUntil(() => !room.Shell.Top.IsBusy && room.Calls.Requests.OfType<GetTopicRequest>().Count() == 2, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Turnout_moves_without_reading_the_poll_again()
    {
        using var room = new Room();
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1"));
        var reads = room.Calls.Requests.OfType<GetPollRequest>().Count();
        room.Server.Happen(new WatchResponse
        {
            Kind = WatchResponse.Types.Kind.PollTurnout,
            Resource = Sample.Community + "/polls/1",
            VotedHeadcount = 9,
            VotedAreaCm2 = 9_000_000
        });
        Assert.Equal(reads, room.Calls.Requests.OfType<GetPollRequest>().Count());
        Assert.Contains("100.00%", room.Screen);
    }

    [Fact]
    public void Coming_to_the_last_item_of_a_list_reads_on_and_keeps_what_was_there()
    {
        using var room = new Room();
        room.Calls.On((ListResidentsRequest request) => request.PageToken.Length == 0
            ? new ListResidentsResponse { Residents = { Sample.Resident(1), Sample.Resident(2) }, NextPageToken = "next" }
            : new ListResidentsResponse { Residents = { Sample.Resident(3) } });
        room.Open(new ResidentsPresenter(room.Workspace)).Press(Keys.Down);
        Assert.Equal(3, ((ResidentsPresenter)room.Shell.Top).State.Items.Length);
        room.Press(Keys.End);
        Assert.EndsWith("/3", room.Shell.Top.Selected!);
    }

    [Fact]
    public void An_invitation_is_looked_up_before_a_password_is_chosen()
    {
        using var room = new Room();
        room.Shell.StartWith(new WelcomePresenter(room.Workspace));
        room.Press("i");
        ((FormPresenter)room.Shell.Top).Write(0, "ABCD-EFGH");
        room.Press(Keys.Send);
        Assert.Contains("翠苑一区 邀请 王小明", string.Concat(((FormPresenter)room.Shell.Top).Show(80).Lines.Select(line => line.Plain)));
        Fill(room, "xiaoming", "long enough 1", "long enough 2");
        room.Press(Keys.Send);
        Assert.Empty(room.Calls.Requests.OfType<RedeemInvitationRequest>());
        Assert.Contains("repeat", ((FormPresenter)room.Shell.Top).State.Problems.Keys);
        Fill(room, "xiaoming", "long enough 1", "long enough 1");
        room.Press(Keys.Send);
        Assert.Equal("ABCD-EFGH", room.Calls.Last<RedeemInvitationRequest>().Code);
        Assert.IsType<HomePresenter>(room.Shell.Top);
    }

    [Fact]
    public void A_password_is_sent_exactly_as_typed()
    {
        using var room = new Room();
        room.Shell.StartWith(new WelcomePresenter(room.Workspace));
        room.Press("s");
        Fill(room, "  xiaoming ", " spaces count  ");
        room.Press(Keys.Send);
        Assert.Equal(new SignInRequest { UserName = "xiaoming", Password = " spaces count  " }, room.Calls.Last<SignInRequest>());
    }

    [Fact]
    public void Codes_are_issued_once_however_often_the_screen_is_read()
    {
        using var room = new Room();
        room.Open(new ResidentPresenter(room.Workspace, Sample.Community + "/residents/8")).Press("i", Keys.Refresh, Keys.Refresh);
        Assert.Single(room.Calls.Requests.OfType<InviteResidentsRequest>());
        Assert.Contains("ABCD-EFGH-JKLM-NP00", room.Screen);
    }

    [Fact]
    public void An_announcement_carries_what_the_form_says()
    {
        using var room = new Room();
        room.Calls.On((AnnouncePollRequest _) => Sample.Poll(Poll.Types.State.Announced));
        room.Press("n", Keys.Enter);
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "是否加装充电桩？");
        room.Press(Keys.Send);
        var sent = room.Calls.Last<AnnouncePollRequest>();
        Assert.Equal(("raise-maintenance-fund", "", Secrecy.Confidential, BindingStatus.Advisory),
            (sent.Matter, sent.RulePack, sent.Secrecy, sent.BindingStatus));
        Assert.Null(sent.OpensAt);
        Assert.True(sent.ClosesAt.ToDateTimeOffset() > Sample.Now.AddDays(15));
    }

    [Fact]
    public void A_screen_that_fails_is_left_and_the_program_goes_on()
    {
        using var room = new Room();
        room.Open(new TopicsPresenter(room.Workspace));
        room.Shell.Survive(new InvalidOperationException("secret insides"));
        Assert.IsType<HomePresenter>(room.Shell.Top);
        Assert.Equal(Words.Chinese["fault_here"], room.Message);
    }

    [Fact]
    public void The_language_can_be_changed_at_any_time()
    {
        using var room = new Room();
        room.Press(Keys.Language);
        Assert.Contains("Where to", room.Screen);
        room.Press(Keys.Language);
        Assert.Contains("去哪里", room.Screen);
    }

    private static FormPresenter Fill(Room room, params string[] values)
    {
        var form = (FormPresenter)room.Shell.Top;
        for (var index = 0; index < values.Length; index++)
        {
            form.Write(index, values[index]);
        }

        return form;
    }
}
