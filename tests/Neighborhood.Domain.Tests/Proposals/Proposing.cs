using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proposals;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Proposals;

/// <summary>Wang's draft of charging piles. Three households put a proposal on the table.</summary>
internal sealed class Proposing
{
    public Proposing(Settings? settings = null)
        : this(Founded(settings ?? new() { EndorsingHouseholds = 3 }))
    {
    }

    private Proposing(Given<CommunityState> given)
    {
        Given = given;
        Draft = Create(Wang).Answer.Name;
    }

    /// <summary>In a neighbourhood that is there.</summary>
    public static Proposing In(Given<CommunityState> given) => new(given);

    public Given<CommunityState> Given { get; }

    /// <summary>The name of Wang's proposal.</summary>
    public string Draft { get; }

    public long Id => IdOf(Draft);

    public static long IdOf(string name) => Names.IdIn(name, "proposals");

    public static CreateProposalRequest Charging => new()
    {
        Parent = Name,
        Title = "充电桩",
        Request = "在东门装四个充电桩",
        Place = "东门",
        Text = "电动车多了。",
        Category = Category.Charging,
        CostFen = 2_000_000,
    };

    public Outcome<CommunityState, Proposal> Create(long by, Action<CreateProposalRequest>? change = null)
    {
        var request = Charging;
        change?.Invoke(request);
        return Given.When(new CreateProposal(), request, As(by));
    }

    /// <summary>The request that changes nothing, with the present etag, and then what is to change.</summary>
    public UpdateProposalRequest Updating(Action<UpdateProposalRequest> change, string? name = null)
    {
        var now = Given.State.Proposals.Find(IdOf(name ?? Draft));
        var words = Words(now?.Current.Sequence ?? 0);
        UpdateProposalRequest request = new()
        {
            Name = name ?? Draft,
            Title = words.Title,
            Request = words.Request,
            Place = words.Place,
            Text = words.Text,
            Category = now?.Current.Category ?? Category.Other,
            CostFen = now?.Current.CostFen ?? 0,
            Etag = now is null ? "" : Etag.Of(now.Current.Sequence),
        };
        change(request);
        return request;
    }

    public Outcome<CommunityState, Proposal> Update(long by, Action<UpdateProposalRequest> change, string? name = null)
    {
        var request = Updating(change, name);
        var sequence = UpdateProposal.CurrentText(new(Given.State, As(by), Given.NowMicros), request);
        return Given.When(new UpdateProposal(Words(sequence), sequence), request, As(by));
    }

    public Outcome<CommunityState, Proposal> Publish(long by = Wang, string? name = null) =>
        Given.When(new PublishProposal(), new() { Name = name ?? Draft }, As(by));

    public Outcome<CommunityState, Proposal> Endorse(long by, string? name = null) =>
        Given.When(new EndorseProposal(), new() { Name = name ?? Draft }, As(by));

    public Outcome<CommunityState, Proposal> Unendorse(long by, string? name = null) =>
        Given.When(new WithdrawEndorsement(), new() { Name = name ?? Draft }, As(by));

    public Outcome<CommunityState, Proposal> Clarify(long by = Wang, string text = "只用夜间电价。", string? name = null) =>
        Given.When(new ClarifyProposal(), new() { Name = name ?? Draft, Text = text }, As(by));

    public Outcome<CommunityState, Proposal> Table(long by = Councillor, string reason = "很急", string? name = null) =>
        Given.When(new TableProposal(), new() { Name = name ?? Draft, Reason = reason }, As(by));

    public Outcome<CommunityState, Proposal> Withdraw(long by = Wang, string reason = "", string? name = null) =>
        Given.When(new WithdrawProposal(), new() { Name = name ?? Draft, Reason = reason }, As(by));

    public Proposal Get(long by, string? name = null) => Given.Read(new GetProposal(), new() { Name = name ?? Draft }, As(by));

    public List<string> List(long by, Action<ListProposalsRequest>? change = null)
    {
        ListProposalsRequest request = new() { Parent = Name };
        change?.Invoke(request);
        return [.. Given.Read(new ListProposals(), request, As(by)).Proposals.Select(proposal => proposal.Name)];
    }

    /// <summary>Announces a poll on Wang's proposal; its id.</summary>
    public long Poll() => Poll(Given, Given.State.Proposals.Find(Id)!);

    /// <summary>Announces a poll on a tabled proposal; its id.</summary>
    public static long Poll(Given<CommunityState> given, ProposalInfo proposal)
    {
        var request = given.Request(PollSteps.Survey);
        request.Proposal = Named("proposals", proposal.Id);
        return Names.IdIn(given.Try(new AnnouncePoll("在东门装四个充电桩", proposal.Current.Sequence), request, As(Staff)).Answer.Name, "polls");
    }

    private WrittenText Words(long sequence) => Given.Texts.Find(sequence) is { } side ? WrittenText.Parser.ParseFrom(side.Data) : new();
}
