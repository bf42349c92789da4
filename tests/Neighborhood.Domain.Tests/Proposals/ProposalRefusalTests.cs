using Neighborhood.Domain.Core;
using Neighborhood.Domain.Proposals;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Proposals;

/// <summary>One row per refusal of every operation of Proposals.</summary>
public class ProposalRefusalTests
{
    private const string Nowhere = "communities/xingfu/proposals/999999";

    private static readonly Dictionary<string, (ErrorReason Reason, string? Field, Func<Proposing, Refusal?> Attempt)> Rows = new()
    {
        ["A proposal in another community"] = (ErrorReason.NotFound, "parent", p => p.Create(Wang, r => r.Parent = "communities/yangguang").Decision.Refusal),
        ["A proposal by an observer"] = (ErrorReason.RoleRequired, null, p => p.Create(Observer).Decision.Refusal),
        ["A proposal without a title"] = (ErrorReason.InvalidField, "title", p => p.Create(Wang, r => r.Title = " ").Decision.Refusal),
        ["A proposal that asks for nothing"] = (ErrorReason.InvalidField, "request", p => p.Create(Wang, r => r.Request = " ").Decision.Refusal),
        ["A proposal of no category"] = (ErrorReason.InvalidField, "category", p => p.Create(Wang, r => r.Category = 0).Decision.Refusal),
        ["A proposal of a category that is none"] = (ErrorReason.InvalidField, "category",
            p => p.Create(Wang, r => r.Category = (Category)99).Decision.Refusal),
        ["A proposal of negative cost"] = (ErrorReason.InvalidField, "cost_fen", p => p.Create(Wang, r => r.CostFen = -1).Decision.Refusal),
        ["A proposal one fen above the limit"] = (ErrorReason.InvalidField, "cost_fen",
            p => p.Create(Wang, r => r.CostFen = DomainLimits.CostFen + 1).Decision.Refusal),
        ["A proposal born in no topic"] = (ErrorReason.NotFound, "topic", p => p.Create(Wang, r => r.Topic = Named("topics", 99_999)).Decision.Refusal),
        ["A proposal born in a topic of another community"] = (ErrorReason.NotFound, "topic",
            p => p.Create(Wang, r => r.Topic = "communities/yangguang/topics/1").Decision.Refusal),

        ["Getting a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Given.RefusalOf(new GetProposal(), new() { Name = Nowhere }, As(Wang))),
        ["Getting another's draft"] = (ErrorReason.NotFound, "name", p => p.Given.RefusalOf(new GetProposal(), new() { Name = p.Draft }, As(Li))),
        ["Getting another's draft as staff"] = (ErrorReason.NotFound, "name", p => p.Given.RefusalOf(new GetProposal(), new() { Name = p.Draft }, As(Staff))),
        ["Getting another's draft that was withdrawn"] = (ErrorReason.NotFound, "name",
            p => After(p, p.Withdraw()).Given.RefusalOf(new GetProposal(), new() { Name = p.Draft }, As(Li))),
        ["Getting a proposal by the name of another community"] = (ErrorReason.NotFound, "name",
            p => p.Given.RefusalOf(new GetProposal(), new() { Name = p.Draft.Replace("xingfu", "yangguang", StringComparison.Ordinal) }, As(Wang))),
        ["Getting a proposal as an outsider"] = (ErrorReason.NotFound, "name", p => p.Given.RefusalOf(new GetProposal(), new() { Name = p.Draft }, Outsider)),
        ["Listing the proposals of another community"] = (ErrorReason.NotFound, "parent",
            p => p.Given.RefusalOf(new ListProposals(), new() { Parent = "communities/yangguang" }, As(Wang))),
        ["Listing proposals in a state that is none"] = (ErrorReason.InvalidField, "state",
            p => p.Given.RefusalOf(new ListProposals(), new() { Parent = Name, State = (Proposal.Types.State)99 }, As(Wang))),
        ["Listing proposals of a category that is none"] = (ErrorReason.InvalidField, "category",
            p => p.Given.RefusalOf(new ListProposals(), new() { Parent = Name, Category = (Category)99 }, As(Wang))),
        ["Listing proposals from a forged token"] = (ErrorReason.InvalidPageToken, "page_token",
            p => p.Given.RefusalOf(new ListProposals(), new() { Parent = Name, PageToken = "AAAAAAAA" }, As(Wang))),
        ["Listing the versions of another's draft"] = (ErrorReason.NotFound, "name",
            p => p.Given.RefusalOf(new ListProposalRevisions(), new() { Name = p.Draft }, As(Li))),

        ["Changing a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Update(Wang, r => r.Title = "新", Nowhere).Decision.Refusal),
        ["Changing another's draft"] = (ErrorReason.NotFound, "name", p => p.Update(Li, r => r.Title = "新").Decision.Refusal),
        ["Changing another's proposal"] = (ErrorReason.AuthorRequired, null, p => Published(p).Update(Li, r => r.Title = "新").Decision.Refusal),
        ["Changing a proposal to no title"] = (ErrorReason.InvalidField, "title", p => p.Update(Wang, r => r.Title = " ").Decision.Refusal),
        ["Changing a proposal to ask for nothing"] = (ErrorReason.InvalidField, "request", p => p.Update(Wang, r => r.Request = " ").Decision.Refusal),
        ["Changing a proposal to no category"] = (ErrorReason.InvalidField, "category", p => p.Update(Wang, r => r.Category = 0).Decision.Refusal),
        ["Changing a proposal to a negative cost"] = (ErrorReason.InvalidField, "cost_fen", p => p.Update(Wang, r => r.CostFen = -1).Decision.Refusal),
        ["Changing a version that is past"] = (ErrorReason.EtagMismatch, "etag", p => p.Update(Wang, r => (r.Title, r.Etag) = ("新", "1")).Decision.Refusal),
        ["Changing words that changed since they were loaded"] = (ErrorReason.EtagMismatch, "etag",
            p => p.Given.When(new UpdateProposal(new WrittenText(), p.Id - 1), p.Updating(r => r.Title = "新"), As(Wang)).Decision.Refusal),
        ["Changing nothing"] = (ErrorReason.NothingChanged, null, p => p.Update(Wang, _ => { }).Decision.Refusal),
        ["Changing a tabled proposal"] = (ErrorReason.WrongState, null, p => Tabled(p).Update(Wang, r => r.Title = "新").Decision.Refusal),
        ["Changing a withdrawn proposal"] = (ErrorReason.WrongState, null, p => After(p, p.Withdraw()).Update(Wang, r => r.Title = "新").Decision.Refusal),

        ["Explaining a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Clarify(name: Nowhere).Decision.Refusal),
        ["Explaining another's proposal"] = (ErrorReason.AuthorRequired, null, p => Published(p).Clarify(Li).Decision.Refusal),
        ["Explaining without words"] = (ErrorReason.InvalidField, "text", p => Published(p).Clarify(text: " ").Decision.Refusal),
        ["Explaining a draft"] = (ErrorReason.WrongState, null, p => p.Clarify().Decision.Refusal),
        ["Explaining what is decided"] = (ErrorReason.WrongState, null, p => Decided(p).Clarify().Decision.Refusal),

        ["Publishing a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Publish(name: Nowhere).Decision.Refusal),
        ["Publishing another's draft"] = (ErrorReason.NotFound, "name", p => p.Publish(Li).Decision.Refusal),
        ["Publishing another's proposal"] = (ErrorReason.AuthorRequired, null, p => Published(p).Publish(Li).Decision.Refusal),
        ["Publishing twice"] = (ErrorReason.WrongState, null, p => Published(p).Publish().Decision.Refusal),

        ["Endorsing a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Endorse(Li, Nowhere).Decision.Refusal),
        ["Endorsing another's draft"] = (ErrorReason.NotFound, "name", p => p.Endorse(Li).Decision.Refusal),
        ["Endorsing one's own draft"] = (ErrorReason.WrongState, null, p => p.Endorse(Wang).Decision.Refusal),
        ["Endorsing without a household"] = (ErrorReason.RoleRequired, null, p => Published(p).Endorse(Councillor).Decision.Refusal),
        ["Endorsing twice"] = (ErrorReason.AlreadyEndorsed, null, p => Endorsed(p).Endorse(Li).Decision.Refusal),
        ["Endorsing for a household that did"] = (ErrorReason.AlreadyEndorsed, null,
            p => After(p, Published(p).Endorse(WangsChild)).Endorse(Wang).Decision.Refusal),
        ["Endorsing what is on the table"] = (ErrorReason.WrongState, null, p => Tabled(p).Endorse(Li).Decision.Refusal),

        ["Taking back an endorsement of nothing"] = (ErrorReason.NotFound, "name", p => p.Unendorse(Li, Nowhere).Decision.Refusal),
        ["Taking back an endorsement that was not given"] = (ErrorReason.NotEndorsed, null, p => Endorsed(p).Unendorse(Zhang).Decision.Refusal),
        ["Taking back an endorsement of what is on the table"] = (ErrorReason.WrongState, null,
            p => After(p, Endorsed(p).Table()).Unendorse(Li).Decision.Refusal),

        ["Tabling a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Table(name: Nowhere).Decision.Refusal),
        ["Tabling a draft"] = (ErrorReason.NotFound, "name", p => p.Table().Decision.Refusal),
        ["Tabling as a resident"] = (ErrorReason.RoleRequired, null, p => Published(p).Table(Wang).Decision.Refusal),
        ["Tabling without a reason"] = (ErrorReason.InvalidField, "reason", p => Published(p).Table(reason: " ").Decision.Refusal),
        ["Tabling twice"] = (ErrorReason.WrongState, null, p => Tabled(p).Table(Staff).Decision.Refusal),

        ["Withdrawing a proposal that is not"] = (ErrorReason.NotFound, "name", p => p.Withdraw(name: Nowhere).Decision.Refusal),
        ["Withdrawing another's proposal"] = (ErrorReason.AuthorRequired, null, p => Published(p).Withdraw(Li).Decision.Refusal),
        ["Withdrawing twice"] = (ErrorReason.WrongState, null, p => After(p, p.Withdraw()).Withdraw().Decision.Refusal),
        ["Withdrawing what is decided"] = (ErrorReason.WrongState, null, p => Decided(p).Withdraw().Decision.Refusal),
        ["Withdrawing while the neighbours are asked"] = (ErrorReason.WrongState, null, p => Polled(p).Withdraw().Decision.Refusal),
    };

    public static TheoryData<string> Sentences => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Is_refused(string sentence)
    {
        var (reason, field, attempt) = Rows[sentence];
        var refusal = attempt(new Proposing());
        Assert.Equal((reason, field), (refusal?.Reason ?? ErrorReason.Unspecified, refusal?.Field));
    }

    private static Proposing Published(Proposing proposing) => After(proposing, proposing.Publish());

    private static Proposing Endorsed(Proposing proposing) => After(proposing, Published(proposing).Endorse(Li));

    private static Proposing Tabled(Proposing proposing) => After(proposing, Published(proposing).Table());

    private static Proposing Decided(Proposing proposing)
    {
        Tabled(proposing).Given.And(new Fact { ProposalDecided = new() { Proposal = proposing.Id, Adopted = true } });
        return proposing;
    }

    private static Proposing Polled(Proposing proposing)
    {
        Tabled(proposing).Poll();
        return proposing;
    }

    private static Proposing After(Proposing proposing, Outcome<CommunityState, Proposal> done)
    {
        Assert.Null(done.Decision.Refusal);
        return proposing;
    }
}
