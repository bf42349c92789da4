using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class PollListTests
{
    [Fact]
    public void Polls_are_listed_newest_first_by_state_and_in_pages()
    {
        var given = Xingfu.Founded();
        var open = given.Opened(PollSteps.Survey);
        var announced = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        Assert.Equal([announced, open], List(new()).Polls.Select(poll => poll.Name));
        Assert.Equal([open], List(new() { State = Poll.Types.State.Open }).Polls.Select(poll => poll.Name));
        Assert.Empty(List(new() { Proposal = "communities/xingfu/proposals/3" }).Polls);
        var first = List(new() { PageSize = 1 });
        var second = List(new() { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal([announced, open, ""], [first.Polls[0].Name, second.Polls[0].Name, second.NextPageToken]);
        Assert.Equal(ErrorReason.InvalidPageToken, Refused(Xingfu.Name, "x", ""));
        Assert.Equal(ErrorReason.NotFound, Refused("communities/other", "", ""));
        Assert.Equal(ErrorReason.NotFound, Refused(Xingfu.Name, "", "communities/other/proposals/3"));

        ListPollsResponse List(ListPollsRequest request)
        {
            request.Parent = Xingfu.Name;
            return given.Read(new ListPolls(), request, Xingfu.As(Xingfu.Wang));
        }

        ErrorReason Refused(string parent, string token, string proposal) => given.RefusalOf(
            new ListPolls(), new ListPollsRequest { Parent = parent, PageToken = token, Proposal = proposal }, Xingfu.As(Xingfu.Wang)).Reason;
    }

    [Fact]
    public void Rule_packs_are_listed_with_their_hashes()
    {
        var given = Xingfu.Founded();
        var packs = given.Read(new ListRulePacks(), new ListRulePacksRequest { Parent = Xingfu.Name }, Xingfu.As(Xingfu.Wang)).RulePacks;
        Assert.Contains(packs, pack => pack.Id == PollSteps.Special && pack.Hash.Length == 32 && pack.Clauses.Count == 4);
        Assert.Equal(
            ErrorReason.NotFound,
            given.RefusalOf(new ListRulePacks(), new ListRulePacksRequest { Parent = "communities/other" }, Xingfu.As(Xingfu.Wang)).Reason);
    }

    [Fact]
    public void The_roll_is_read_by_its_electorate_and_staff_in_pages()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Owners);
        given.Vote(poll, Xingfu.Li, "no");
        var first = Page(Xingfu.Wang, "");
        Assert.Equal((12, 10), (first.TotalSize, first.Entries.Count));
        Assert.Equal([false, true, false], first.Entries.Take(3).Select(entry => entry.Voted));
        var second = Page(Xingfu.Staff, first.NextPageToken);
        Assert.Equal((2, ""), (second.Entries.Count, second.NextPageToken));
        Assert.Equal(12, first.Entries.Concat(second.Entries).Select(entry => entry.Voter).Distinct().Count());
        Assert.Equal(ErrorReason.RoleRequired, Refused(poll, "", Xingfu.WangsChild));
        Assert.Equal(ErrorReason.InvalidPageToken, Refused(poll, "x", Xingfu.Wang));
        Assert.Equal(ErrorReason.NotFound, Refused("polls/1", "", Xingfu.Wang));

        ListRollResponse Page(long who, string token) =>
            given.Read(new ListRoll(), new ListRollRequest { Parent = poll, PageSize = 10, PageToken = token }, Xingfu.As(who));
        ErrorReason Refused(string parent, string token, long who) =>
            given.RefusalOf(new ListRoll(), new ListRollRequest { Parent = parent, PageToken = token }, Xingfu.As(who)).Reason;
    }

    [Fact]
    public void Openings_are_published_once_an_open_poll_is_decided()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        given.Vote(poll, Xingfu.Wang, "no");
        given.Vote(poll, Xingfu.Li, "abstain");
        given.Vote(poll, Xingfu.Wang, "yes");
        Assert.Equal(ErrorReason.WrongState, Refused(poll, ""));
        given.Counted(poll);
        var first = Page("");
        var second = Page(first.NextPageToken);
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(
            [(2, Xingfu.Li, "abstain"), (3, Xingfu.Wang, "yes")],
            first.Openings.Concat(second.Openings).Select(opening => (opening.Ordinal, opening.Voter, SealedChoice.Read(opening.Choice)!.Option)));
        Assert.Equal([$"{Xingfu.Name}/residents/{Xingfu.Li}", $"{Xingfu.Name}/residents/{Xingfu.Wang}"],
            first.Voters.Concat(second.Voters).Select(voter => voter.Resident));
        Assert.Equal(ErrorReason.InvalidPageToken, Refused(poll, "x"));
        Assert.Equal(ErrorReason.NotFound, Refused("polls/1", ""));

        var sealedPoll = given.Opened(PollSteps.Survey);
        given.Vote(sealedPoll, Xingfu.Wang, "no");
        given.Counted(sealedPoll);
        Assert.Equal(ErrorReason.OpeningsWithheld, Refused(sealedPoll, ""));

        ListOpeningsResponse Page(string token) =>
            given.Read(new ListOpenings(), new ListOpeningsRequest { Parent = poll, PageSize = 1, PageToken = token }, Xingfu.As(Xingfu.Zhang));
        ErrorReason Refused(string parent, string token) => given.RefusalOf(
            new ListOpenings(), new ListOpeningsRequest { Parent = parent, PageToken = token }, Xingfu.As(Xingfu.Staff)).Reason;
    }
}
