using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>联名提请: calling for a vote together.</summary>
internal static class PetitionCommands
{
    public static Command Build(Grammar grammar) =>
        grammar.Group("petitions", List(grammar), Show(grammar), Open(grammar), Sign(grammar), Withdraw(grammar), Redact(grammar));

    private static Command List(Grammar grammar)
    {
        var state = grammar.Choice<Petition.Types.State>("state");
        return grammar.Verb("petitions list", [state], async run =>
        {
            var request = new ListPetitionsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), State = run.Get(state), PageSize = 100 };
            var all = await run.Client.Petitions.ListAllPetitionsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "petitions", all,
                new("id", petition => Names.Last(petition.Name), IsRight: true),
                new("state", petition => StateOf(run, petition)),
                new("signatures", petition => $"{petition.Have}/{petition.Needed}", IsRight: true),
                new("until", petition => run.Moments.At(petition.State == Petition.Types.State.Open ? petition.ExpiresAt : petition.ConveneUntil)),
                new("question", petition => petition.Question));
        });
    }

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("petition");
        return grammar.Verb("petitions show", [which], async run =>
        {
            var request = new GetPetitionRequest { Name = await run.NameAsync(run.Get(which), "petitions").ConfigureAwait(false) };
            return Tell(run, await run.Client.Petitions.GetPetitionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Open(Grammar grammar)
    {
        var question = grammar.Needed("petition-question");
        var matter = grammar.Needed("petition-matter");
        var reasons = grammar.Text("reasons");
        var of = grammar.Choice<PetitionOf>("of");
        return grammar.Verb("petitions open", [question, matter, reasons, of], async run =>
        {
            var request = new OpenPetitionRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Question = run.Get(question),
                Matter = run.Get(matter),
                Reasons = run.Get(reasons) ?? "",
                Of = run.Get(of),
            };
            return Tell(run, await run.Client.Petitions.OpenPetitionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Sign(Grammar grammar)
    {
        var which = grammar.Argument("petition");
        return grammar.Verb("petitions sign", [which], async run =>
        {
            var request = new SignPetitionRequest { Name = await run.NameAsync(run.Get(which), "petitions").ConfigureAwait(false) };
            return Tell(run, await run.Client.Petitions.SignPetitionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Withdraw(Grammar grammar)
    {
        var which = grammar.Argument("petition");
        return grammar.Verb("petitions withdraw", [which], async run =>
        {
            var request = new WithdrawSignatureRequest { Name = await run.NameAsync(run.Get(which), "petitions").ConfigureAwait(false) };
            return Tell(run, await run.Client.Petitions.WithdrawSignatureAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Redact(Grammar grammar)
    {
        var which = grammar.Argument("petition");
        var reason = grammar.Needed("reason");
        return grammar.Verb("petitions redact", [which, reason], async run =>
        {
            var request = new RedactPetitionRequest
            {
                Name = await run.NameAsync(run.Get(which), "petitions").ConfigureAwait(false),
                Reason = run.Get(reason),
            };
            return Tell(run, await run.Client.Petitions.RedactPetitionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static string StateOf(Invocation run, Petition petition) =>
        petition is { State: Petition.Types.State.Reached, Overdue: true } ? run.Phrases["petition_overdue"] : run.Words.Of(petition.State);

    private static ExitCode Tell(Invocation run, Petition petition) => run.Show(
        petition,
        ("name", petition.Name),
        ("question", petition.Question),
        ("reasons", petition.Redacted ? run.Phrases["post_redacted"] : petition.Reasons),
        ("matter", petition.Matter),
        ("state", StateOf(run, petition)),
        ("signatures", run.Phrases.Say(
            "petition_count", petition.Have, petition.Needed, run.Words.Of(petition.Of), petition.Base, petition.Numerator, petition.Denominator)),
        ("signed_by_me", petition.SignedByMe ? run.Phrases["yes"] : run.Phrases["no"]),
        ("opened_by", petition.OpenedBy?.DisplayName ?? ""),
        ("signing_until", run.Moments.At(petition.ExpiresAt)),
        ("convene_until", petition.ConveneUntil is null ? "" : run.Moments.At(petition.ConveneUntil)),
        ("poll", petition.Poll),
        ("article", run.Words.IsChinese ? petition.ArticleZh : petition.ArticleEn));
}
