using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>提案: from a draft to the council's table.</summary>
internal static class ProposalCommands
{
    public static Command Build(Grammar grammar) =>
        grammar.Group("proposals", List(grammar), Show(grammar), Create(grammar), Edit(grammar), History(grammar), Publish(grammar), Endorse(grammar),
            Unendorse(grammar), Clarify(grammar), Table(grammar), Withdraw(grammar));

    private static Command Unendorse(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        return grammar.Verb("proposals unendorse", [which], async run =>
        {
            var request = new WithdrawEndorsementRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false) };
            return Tell(run, await run.Client.Proposals.WithdrawEndorsementAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Clarify(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        var text = grammar.Needed("text");
        return grammar.Verb("proposals clarify", [which, text], async run =>
        {
            var request = new ClarifyProposalRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false), Text = run.Get(text) };
            return Tell(run, await run.Client.Proposals.ClarifyProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Table(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        var reason = grammar.Needed("reason");
        return grammar.Verb("proposals table", [which, reason], async run =>
        {
            var request = new TableProposalRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false), Reason = run.Get(reason) };
            return Tell(run, await run.Client.Proposals.TableProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command List(Grammar grammar)
    {
        var state = grammar.Choice<Proposal.Types.State>("state");
        var category = grammar.Choice<Category>("category");
        var mine = grammar.Flag("mine");
        return grammar.Verb("proposals list", [state, category, mine], async run =>
        {
            var request = new ListProposalsRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                State = run.Get(state),
                Category = run.Get(category),
                Mine = run.Get(mine),
                PageSize = 100,
            };
            var all = await run.Client.Proposals.ListAllProposalsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "proposals", all,
                new("id", proposal => Names.Last(proposal.Name), IsRight: true),
                new("state", proposal => run.Words.Of(proposal.State)),
                new("category", proposal => run.Words.Of(proposal.Category)),
                new("endorsed", proposal => $"{proposal.EndorsementCount}/{proposal.EndorsementsNeeded}", IsRight: true),
                new("cost", proposal => Amounts.Money(proposal.CostFen), IsRight: true),
                new("title", proposal => proposal.Title));
        });
    }

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        return grammar.Verb("proposals show", [which], async run =>
        {
            var request = new GetProposalRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false) };
            return Tell(run, await run.Client.Proposals.GetProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Create(Grammar grammar)
    {
        var title = grammar.Needed("title");
        var asked = grammar.Needed("request");
        var category = grammar.NeededChoice<Category>("category");
        var place = grammar.Text("place");
        var text = grammar.Text("text");
        var cost = grammar.Value("cost-yuan", 0m);
        var topic = grammar.Text("topic");
        var publish = grammar.Flag("publish");
        return grammar.Verb("proposals create", [title, asked, category, place, text, cost, topic, publish], async run =>
        {
            var request = new CreateProposalRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Title = run.Get(title),
                Request = run.Get(asked),
                Category = run.Get(category),
                Place = run.Get(place) ?? "",
                Text = run.Get(text) ?? "",
                CostFen = FenOf(run, run.Get(cost)),
                Topic = run.Get(topic) is { } born ? await run.NameAsync(born, "topics").ConfigureAwait(false) : "",
            };
            var proposal = await run.Client.Proposals.CreateProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return Tell(run, run.Get(publish) ? await PublishAsync(run, proposal.Name).ConfigureAwait(false) : proposal);
        });
    }

    private static Command Edit(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        var title = grammar.Text("title");
        var asked = grammar.Text("request");
        var category = grammar.Choice<Category>("category");
        var place = grammar.Text("place");
        var text = grammar.Text("text");
        var cost = grammar.Value<decimal?>("cost-yuan", null);
        return grammar.Verb("proposals edit", [which, title, asked, category, place, text, cost], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false);
            var now = await run.Client.Proposals.GetProposalAsync(new GetProposalRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var request = new UpdateProposalRequest
            {
                Name = name,
                Title = run.Get(title) ?? now.Title,
                Request = run.Get(asked) ?? now.Request,
                Category = run.Get(category) == Category.Unspecified ? now.Category : run.Get(category),
                Place = run.Get(place) ?? now.Place,
                Text = run.Get(text) ?? now.Text,
                CostFen = run.Get(cost) is { } yuan ? FenOf(run, yuan) : now.CostFen,
                Etag = now.Etag,
            };
            return Tell(run, await run.Client.Proposals.UpdateProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command History(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        return grammar.Verb("proposals history", [which], async run =>
        {
            var request = new ListProposalRevisionsRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false) };
            var read = await run.Client.Proposals.ListProposalRevisionsAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.List<ProposalRevision>(
                "revisions", read.Revisions,
                new("id", revision => revision.Revision.ToString(run.Words.Culture), IsRight: true),
                new("time", revision => run.Moments.At(revision.Time)),
                new("category", revision => run.Words.Of(revision.Category)),
                new("cost", revision => Amounts.Money(revision.CostFen), IsRight: true),
                new("title", revision => revision.Title),
                new("request", revision => revision.Request));
        });
    }

    private static Command Publish(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        return grammar.Verb("proposals publish", [which], async run =>
            Tell(run, await PublishAsync(run, await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false)).ConfigureAwait(false)));
    }

    private static Command Endorse(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        return grammar.Verb("proposals endorse", [which], async run =>
        {
            var request = new EndorseProposalRequest { Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false) };
            return Tell(run, await run.Client.Proposals.EndorseProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Withdraw(Grammar grammar)
    {
        var which = grammar.Argument("proposal");
        var reason = grammar.Text("reason");
        return grammar.Verb("proposals withdraw", [which, reason], async run =>
        {
            var request = new WithdrawProposalRequest
            {
                Name = await run.NameAsync(run.Get(which), "proposals").ConfigureAwait(false),
                Reason = run.Get(reason) ?? "",
            };
            return Tell(run, await run.Client.Proposals.WithdrawProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static async Task<Proposal> PublishAsync(Invocation run, string name) =>
        await run.Client.Proposals.PublishProposalAsync(new PublishProposalRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private static long FenOf(Invocation run, decimal yuan) =>
        yuan is >= 0 and <= 10_000_000_000 && decimal.Round(yuan, 2) == yuan ? (long)(yuan * 100) : throw new UsageException(run.Phrases["usage_yuan"]);

    private static ExitCode Tell(Invocation run, Proposal proposal) => run.Show(
        proposal,
        ("name", proposal.Name),
        ("title", proposal.Title),
        ("state", run.Words.Of(proposal.State)),
        ("category", run.Words.Of(proposal.Category)),
        ("request", proposal.Request),
        ("place", proposal.Place),
        ("cost", Amounts.Money(proposal.CostFen)),
        ("text", proposal.Text),
        ("author", proposal.Author?.DisplayName ?? ""),
        ("endorsed", $"{proposal.EndorsementCount}/{proposal.EndorsementsNeeded}"),
        ("topic", proposal.Topic),
        ("polls", string.Join('\n', proposal.Polls)),
        ("clarifications", string.Join('\n', proposal.Clarifications.Select(one => one.Text))));
}
