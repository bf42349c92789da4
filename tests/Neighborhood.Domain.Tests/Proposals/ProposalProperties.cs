using CsCheck;
using Neighborhood.Domain.Proposals;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Tests.Proposals;

public class ProposalProperties
{
    private static readonly Gen<(int Verb, long Who, int Which, int Change)[]> Lives =
        Gen.Select(Gen.Int[0, 12], Gen.Long[1, Observer], Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 60];

    [Fact]
    public void Whatever_people_do_endorsements_and_states_hold_together() => Lives.Sample(life =>
    {
        var proposing = new Proposing(new() { EndorsingHouseholds = 3 });
        List<string> names = [proposing.Draft];
        foreach (var step in life)
        {
            Do(proposing.Given, names, step);
            Assert.All(names, name => MustHold(proposing.Given.State, proposing.Given.State.Proposals.Find(Proposing.IdOf(name))!));
        }

        MustBeListed(proposing.Given.State.Proposals, names);
        proposing.Given.MustReplayEqually();
    }, iter: 100);

    private static void Do(Given<CommunityState> given, List<string> names, (int Verb, long Who, int Which, int Change) step)
    {
        var name = names[step.Which % names.Count];
        var proposal = given.State.Proposals.Find(Proposing.IdOf(name))!;
        var author = As(proposal.Author);
        switch (step.Verb)
        {
            case 0:
                var request = Proposing.Charging;
                if (given.Try(new CreateProposal(), request, As(step.Who)).Response is { } made)
                {
                    names.Add(made.Name);
                }

                break;
            case 1 or 2:
                given.Try(new PublishProposal(), new() { Name = name }, author);
                break;
            case 3 or 4 or 5 or 6:
                given.Try(new EndorseProposal(), new() { Name = name }, As(step.Who));
                break;
            case 7:
                given.Try(new WithdrawEndorsement(), new() { Name = name }, As(step.Who));
                break;
            case 8:
                Update(given, proposal, name, step.Change);
                break;
            case 9:
                given.Try(new TableProposal(), new() { Name = name, Reason = "因" }, As(step.Who));
                break;
            case 10:
                given.Try(new WithdrawProposal(), new() { Name = name }, As(step.Who));
                break;
            case 11:
                given.Try(new ClarifyProposal(), new() { Name = name, Text = "说明" }, author);
                break;
            default:
                Poll(given, proposal, step.Change);
                break;
        }
    }

    private static void Update(Given<CommunityState> given, ProposalInfo proposal, string name, int change)
    {
        var words = WrittenText.Parser.ParseFrom(given.Texts.Find(proposal.Current.Sequence)!.Data);
        UpdateProposalRequest request = new()
        {
            Name = name,
            Title = change == 0 ? words.Title + "改" : words.Title,
            Request = words.Request,
            Place = words.Place,
            Text = change > 2 ? words.Text + "改" : words.Text,
            Category = proposal.Current.Category,
            CostFen = proposal.Current.CostFen + (change == 1 ? 1 : 0),
        };
        var before = proposal.EndorsingHouseholds;
        var after = given.Try(new UpdateProposal(words, proposal.Current.Sequence), request, As(proposal.Author)).Response;
        if (after is { State: State.Published })
        {
            Assert.Equal(change is 0 or 1 ? 0 : before.Count, after.EndorsementCount);
        }
    }

    private static void Poll(Given<CommunityState> given, ProposalInfo proposal, int change)
    {
        if (given.State.Polls.IsLiveOn(proposal.Id))
        {
            given.And(new Fact { PollCancelled = new() { Poll = proposal.Polls[^1] } });
            return;
        }

        if (proposal.DecidedBy != 0)
        {
            given.And(new Fact { PollVoided = new() { Poll = proposal.DecidedBy } });
            return;
        }

        if (proposal.State == State.Tabled)
        {
            var poll = Proposing.Poll(given, proposal);
            given.And(change < 3 ? [] : [new Fact { ProposalDecided = new() { Proposal = proposal.Id, Poll = poll, Adopted = change == 3 } }]);
        }
    }

    private static void MustHold(CommunityState state, ProposalInfo proposal)
    {
        Assert.InRange(proposal.Endorsements.Count, 0, Households);
        Assert.True(proposal.EndorsingHouseholds.SequenceEqual(proposal.Endorsements.Values.Order()));
        Assert.True(proposal.State is not State.Published || proposal.Endorsements.Count < 3);
        Assert.True(proposal.State != State.Withdrawn || !state.Polls.IsLiveOn(proposal.Id));
        Assert.Equal(proposal.State is State.Adopted or State.Rejected, proposal.DecidedBy != 0);
        Assert.True(proposal.Published != 0 || proposal.State is State.Draft or State.Withdrawn);
        Assert.Empty(proposal.ChangedSince.Keys.Intersect(proposal.Endorsements.Keys));
        Assert.Equal(Enumerable.Range(1, proposal.Versions.Length), proposal.Versions.Select(version => version.Number));
    }

    private static void MustBeListed(ProposalsState state, List<string> names)
    {
        var all = names.Select(name => state.Find(Proposing.IdOf(name))!).ToList();
        Assert.Equal(all.Where(one => one.Published != 0).OrderByDescending(one => one.Published).Select(one => one.Id),
            state.Published.Select(place => place.Id));
        Assert.All(all.GroupBy(one => one.Author), own => Assert.Equal(own.Select(one => one.Id).Order(), state.By(own.Key).Select(place => place.Id).Order()));
    }
}
