using System.CommandLine;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>What a lawsuit against a decision needs (民法典 280): its evidence is held on, and a ruling that revokes it is on record.</summary>
internal static class LawsuitCommands
{
    /// <summary>Declares a poll void; where a court did, with its ruling.</summary>
    public static Command Void(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var reason = grammar.Needed("reason");
        var court = grammar.Text("court");
        var number = grammar.Text("case-number");
        var ruled = grammar.Text("ruled-at");
        return grammar.Verb("polls void", [which, reason, court, number, ruled], async run =>
        {
            var request = new VoidPollRequest { Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false), Reason = run.Get(reason) };
            if ((run.Get(court) ?? run.Get(number) ?? run.Get(ruled)) is not null)
            {
                // What is missing of the three the server names.
                request.Ruling = new CourtRuling
                {
                    Court = run.Get(court) ?? "",
                    CaseNumber = run.Get(number) ?? "",
                    RuledAt = run.Get(ruled) is { } time ? Times.Parse(run, time) : null,
                };
            }

            return PollCommands.Tell(run, await run.Client.Polls.VoidPollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    /// <summary>Holds the evidence of a poll until a later time.</summary>
    public static Command ExtendEvidence(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var until = grammar.Needed("held-until");
        var reason = grammar.Needed("reason");
        return grammar.Verb("polls extend-evidence", [which, until, reason], async run =>
        {
            var request = new ExtendEvidenceRequest
            {
                Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                Until = Times.Parse(run, run.Get(until)!),
                Reason = run.Get(reason),
            };
            return PollCommands.Tell(run, await run.Client.Polls.ExtendEvidenceAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }
}
