using Neighborhood.Domain.Proposals;
using Neighborhood.V1;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Proposals;

public class ProposalListTests
{
    private readonly Proposing _proposing = new();

    [Fact]
    public void Drafts_are_listed_among_ones_own_alone()
    {
        Assert.Equal([_proposing.Draft], _proposing.List(Wang, request => request.Mine = true));
        Assert.Empty(_proposing.List(Wang));
        Assert.Empty(_proposing.List(Li, request => request.State = Proposal.Types.State.Draft));
        Assert.Empty(_proposing.List(Staff, request => request.Mine = true));
    }

    [Fact]
    public void The_newest_publication_comes_first()
    {
        var second = _proposing.Create(Li).Answer.Name;
        _proposing.Publish(Li, second);
        Assert.Equal([second], _proposing.List(Zhang));
        _proposing.Publish();
        Assert.Equal([_proposing.Draft, second], _proposing.List(Zhang));
    }

    [Fact]
    public void State_and_category_choose()
    {
        var parking = _proposing.Create(Wang, request => request.Category = Category.Parking).Answer.Name;
        _proposing.Publish(name: parking);
        _proposing.Publish();
        _proposing.Table(name: parking);
        Assert.Equal([parking], _proposing.List(Li, request => request.Category = Category.Parking));
        Assert.Equal([parking], _proposing.List(Li, request => request.State = Proposal.Types.State.Tabled));
        Assert.Empty(_proposing.List(Li, request => (request.State, request.Category) = (Proposal.Types.State.Tabled, Category.Charging)));
    }

    [Fact]
    public void Pages_of_one_show_every_proposal_once()
    {
        var names = Enumerable.Range(0, 3).Select(_ => _proposing.Create(Wang).Answer.Name).Prepend(_proposing.Draft).Reverse().ToList();
        List<string> seen = [];
        var token = "";
        do
        {
            var page = _proposing.Given.Read(new ListProposals(), new() { Parent = Name, Mine = true, PageSize = 1, PageToken = token }, As(Wang));
            seen.Add(Assert.Single(page.Proposals).Name);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(names, seen);
    }

    [Fact]
    public void A_token_of_ones_own_list_is_refused_to_another()
    {
        _proposing.Create(Wang);
        var token = _proposing.Given.Read(new ListProposals(), new() { Parent = Name, Mine = true, PageSize = 1 }, As(Wang)).NextPageToken;
        var refusal = _proposing.Given.RefusalOf(new ListProposals(), new() { Parent = Name, Mine = true, PageToken = token }, As(Li));
        Assert.Equal(ErrorReason.InvalidPageToken, refusal.Reason);
    }
}
