using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a poll.</summary>
public static class PollText
{
    /// <summary>The question, what its result binds, my own right, the turnout, and once decided the verdict clause by clause.</summary>
    public static Page Show(PollState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Poll is not { } poll)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["poll"]);
        }

        page.Tell(poll.Question, Tone.Title, indent: 1);
        page.Add(Line.Of(width, new Span(" " + StateOf(poll, words), ToneOf(poll)), new Span(" · " + When(poll, words, moments), Tone.Muted)));
        page.Tell(words.Of(poll.BindingStatus), Tone.Warning, indent: 1);
        if (poll.Reason.Length > 0)
        {
            page.Tell(words.Say("poll_reason", poll.Reason), Tone.Warning, indent: 1);
        }

        if (poll.Ruling is { } ruling)
        {
            page.Tell(LawsuitText.Say(ruling, words, moments), Tone.Warning, indent: 1);
        }

        page.Gap();
        foreach (var item in state.Items)
        {
            page.Tell("→ " + CostText.OfMine(item, words), Tone.Accent, 1, item.Name);
        }

        Mine(page, poll, state.Entitlement, words);
        QuestionsText.Show(page, poll, words);
        TurnoutText.Show(page, poll, words);
        if (poll.Result is { } result)
        {
            ResultText.Show(page, poll, result, words, moments);
        }

        GateText.Show(page, poll, words, moments);
        NoticeText.Show(page, poll, words, moments);
        Terms(page, poll, words, moments);
        return page.Page(words["poll"]);
    }

    /// <summary>The state, or for a decided poll its verdict.</summary>
    public static string StateOf(Poll poll, Words words) => poll is { State: Poll.Types.State.Decided, Result: { } result }
        ? words[!result.Passed ? "poll_failed" : result.Outcomes.Count > 0 ? "poll_counted" : "poll_passed"]
        : words.Of(poll.State);

    /// <summary>The tone of that.</summary>
    public static Tone ToneOf(Poll poll) => poll.State switch
    {
        Poll.Types.State.Open => Tone.Accent,
        Poll.Types.State.Announced => Tone.Warning,
        Poll.Types.State.Decided => poll.Result?.Passed == true ? Tone.Good : Tone.Bad,
        _ => Tone.Muted,
    };

    /// <summary>The label of an option.</summary>
    public static string LabelOf(Poll poll, string option, Words words)
    {
        var found = poll.Options.FirstOrDefault(known => known.Id == option);
        return found is null ? option : words.IsChinese ? found.LabelZh : found.LabelEn;
    }

    private static string When(Poll poll, Words words, Moments moments) => poll.State switch
    {
        Poll.Types.State.Announced => words.Say("poll_opens", moments.At(poll.OpensAt), moments.Until(poll.OpensAt)),
        Poll.Types.State.Open => words.Say("poll_closes", moments.At(poll.ClosesAt), moments.Until(poll.ClosesAt)),
        _ => words.Say("poll_closed", moments.At(poll.CloseTime ?? poll.ClosesAt)),
    };

    private static void Mine(PageWriter page, Poll poll, Entitlement? entitlement, Words words)
    {
        if (entitlement is null)
        {
            return;
        }

        if (!entitlement.Entitled)
        {
            page.Fact(" " + words["poll_my_right"], words["poll_not_entitled"] + words.Of(entitlement.Reason), Tone.Warning);
            return;
        }

        var weight = Weight(poll, entitlement, words);
        page.Fact(" " + words["poll_my_right"], weight, Tone.Good);
        var isVoted = poll.VotedByMe || entitlement.Voted;
        page.Fact(" " + words["poll_my_ballot"], words[BallotOf(poll, isVoted)], isVoted ? Tone.Good : Tone.Accent);
        if (poll.MyPaper != 0)
        {
            page.Fact(" " + words["poll_paper"], words.Say("poll_my_paper", poll.MyPaper, words.Of(poll.MyPaperState)));
        }
    }

    private static string BallotOf(Poll poll, bool isVoted) => (poll.State == Poll.Types.State.Open, isVoted) switch
    {
        (true, true) => "poll_voted",
        (true, false) => "poll_not_voted",
        (false, true) => "poll_voted_finally",
        (false, false) => "poll_no_ballot",
    };

    private static string Weight(Poll poll, Entitlement entitlement, Words words)
    {
        if (poll.RulePack?.Electorate != Electorate.Owners)
        {
            return words["poll_entitled"];
        }

        var area = Amounts.Area(entitlement.AreaCm2);
        return entitlement.Headcount > 1 ? words.Say("poll_entitled_heads", area, entitlement.Headcount) : words.Say("poll_entitled_area", area);
    }

    private static void Terms(PageWriter page, Poll poll, Words words, Moments moments)
    {
        page.Heading(" " + words["poll_terms"]);
        if (poll.Proposal.Length > 0)
        {
            page.Say("  → " + words["poll_on_proposal"], Tone.Accent, poll.Proposal);
        }

        if (poll.RulePack is { } pack)
        {
            page.Fact("  " + words["field_rule_pack"], words.Say("in_brackets", words.IsChinese ? pack.TitleZh : pack.TitleEn, pack.Version));
            page.Fact("  " + words["poll_electorate"], words.Of(pack.Electorate));
        }

        page.Fact("  " + words["field_secrecy"], words.Of(poll.Secrecy));
        page.Fact("  " + words["poll_times"],
            words.Say("poll_times_text", moments.At(poll.AnnounceTime), moments.At(poll.ObjectionsUntil), moments.At(poll.OpensAt), moments.At(poll.ClosesAt)));
        page.Fact("  " + words["poll_announced_by"], ListText.NameOf(poll.AnnouncedBy, words));
        page.Fact("  " + words["poll_entry"], $"#{poll.AnnounceSequence}");
        if (!poll.RollRoot.IsEmpty)
        {
            page.Fact("  " + words["poll_roll_root"], Convert.ToHexStringLower(poll.RollRoot.Span));
        }

        if (poll.Scrutineers.Count > 0)
        {
            var names = poll.Scrutineers.Select(person => ListText.NameOf(person, words));
            page.Fact("  " + words["poll_scrutineers"], string.Join(words["list_comma"], names));
        }

        if (poll.EvidenceUntil is not null)
        {
            page.Fact("  " + words["poll_evidence"], LawsuitText.Evidence(poll, words, moments));
        }

        if (poll.Notice.Length > 0)
        {
            page.Heading(" " + words["field_notice"]);
            page.Tell(poll.Notice, indent: 2);
        }

        if (poll.RulePack is { } rules && poll.Result is null)
        {
            page.Heading(" " + words["poll_clauses"]);
            foreach (var clause in rules.Clauses)
            {
                page.Tell("· " + ResultText.Demand(clause, rules.Electorate, words), indent: 2);
                page.Tell(ResultText.ArticleOf(clause, words), Tone.Muted, indent: 4);
            }
        }
    }
}
