using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the home screen.</summary>
public static class HomeText
{
    // "14 天 23 小时后开始", the longest of the times that matter.
    private const int TimeWidth = 20;

    /// <summary>First what waits for the person, then where one can go.</summary>
    public static Page Show(HomeState state, Visitor visitor, ImmutableArray<Command> commands, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (visitor.Me?.VotingHoldUntil is { } hold && hold.ToDateTimeOffset() > moments.Now)
        {
            page.Tell(words.Say("home_hold", moments.At(hold)), Tone.Warning, indent: 1);
        }

        if (visitor.Membership is null)
        {
            page.Tell(words["home_no_community"], Tone.Warning, indent: 1);
        }
        else
        {
            Waiting(page, state, words, moments, width);
        }

        page.Heading(" " + words["home_ways"]);
        foreach (var command in commands.Where(command => command.Label.StartsWith("home_", StringComparison.Ordinal)))
        {
            var tone = command.Disabled is null ? Tone.Normal : Tone.Muted;
            page.Add(TableRow.Of(width, new Cell("", 1), new Cell(command.Key, 2, Tone.Accent), new Cell(words[command.Label], 16, tone),
                new Cell(command.Disabled ?? words[command.Label + "_hint"], 0, Tone.Muted)).At(command.Label));
        }

        return page.Page(words["home"]);
    }

    private static void Waiting(PageWriter page, HomeState state, Words words, Moments moments, int width)
    {
        page.Heading(" " + words["home_polls_waiting"]);
        foreach (var poll in state.Polls)
        {
            page.Add(TableRow.Of(width, new Cell(words["poll_not_voted_short"], 8, Tone.Warning), new Cell(poll.Question, 0),
                new Cell(words.Say("poll_closes_in", moments.Until(poll.ClosesAt)), TimeWidth, Tone.Muted, IsRight: true)).At(poll.Name));
            foreach (var item in state.Renovation.Where(item => item.Poll == poll.Name))
            {
                page.Add(TableRow.Of(width, new Cell("", 8), new Cell("→ " + CostText.OfMine(item, words), 0, Tone.Accent)).At(item.Name));
            }
        }

        Nothing(page, state, state.Polls.Length, words);
        Announced(page, state, words, moments, width);
        page.Heading(" " + words["home_replies"]);
        foreach (var reply in state.Replies)
        {
            page.Add(TableRow.Of(width, new Cell(ListText.NameOf(reply.Author, words), 8, Tone.Accent), new Cell(reply.Text, 0),
                new Cell(moments.Brief(reply.CreateTime), 11, Tone.Muted)).At(reply.Name));
        }

        Nothing(page, state, state.Replies.Length, words);
        page.Heading(" " + words["home_mine"]);
        foreach (var proposal in state.Mine)
        {
            page.Add(TableRow.Of(width, new Cell(words.Of(proposal.State), 9, ProposalText.ToneOf(proposal.State)), new Cell(proposal.Title, 0),
                new Cell(WhatHappened(proposal, words), 18, Tone.Muted, IsRight: true)).At(proposal.Name));
        }

        Nothing(page, state, state.Mine.Length, words);
    }

    private static void Announced(PageWriter page, HomeState state, Words words, Moments moments, int width)
    {
        if (state.Announced.IsEmpty)
        {
            return;
        }

        page.Heading(" " + words["home_announced"]);
        foreach (var poll in state.Announced)
        {
            page.Add(TableRow.Of(width, new Cell(words["poll_announced_short"], 8, Tone.Accent), new Cell(poll.Question, 0),
                new Cell(words.Say("poll_opens_in", moments.Until(poll.OpensAt)), TimeWidth, Tone.Muted, IsRight: true)).At(poll.Name));
        }
    }

    private static string WhatHappened(Proposal proposal, Words words)
    {
        if (proposal.State == Proposal.Types.State.Published)
        {
            return words.Say("proposal_endorsed_short", proposal.EndorsementCount, proposal.EndorsementsNeeded);
        }

        return proposal.Polls.Count > 0 ? words.Say("home_polls_held", proposal.Polls.Count) : "";
    }

    private static void Nothing(PageWriter page, HomeState state, int count, Words words)
    {
        if (count == 0)
        {
            page.Say("  " + words[state.IsRead ? "home_nothing" : "list_reading"], Tone.Muted);
        }
    }
}
