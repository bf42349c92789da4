using CsCheck;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls.Questions;

public sealed class OutcomeTests
{
    private const int Voters = 12;

    /// <summary>Every kind of ballot with every method that counts it; of equal shares every completion and utility.</summary>
    public static TheoryData<BallotKind, CountingMethod, Utility, Completion> Kinds()
    {
        var data = new TheoryData<BallotKind, CountingMethod, Utility, Completion>();
        var kinds = Enum.GetValues<BallotKind>().Where(kind => kind is not (BallotKind.Unspecified or BallotKind.YesNo));
        foreach (var (kind, method) in kinds.SelectMany(kind => Enum.GetValues<CountingMethod>().Select(method => (kind, method))))
        {
            if (!QuestionTraits.MayCount(method, kind))
            {
                continue;
            }

            if (method != CountingMethod.EqualShares)
            {
                data.Add(kind, method, Utility.Unspecified, Completion.Unspecified);
                continue;
            }

            foreach (var completion in Enum.GetValues<Completion>().Where(one => one != Completion.Unspecified))
            {
                data.Add(kind, method, kind is BallotKind.BudgetPoints or BallotKind.BudgetRanking ? Utility.Points : Utility.Cost, completion);
                data.Add(kind, method, Utility.Cardinality, completion);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_poll_is_counted_as_its_ballots_are_by_the_rules(BallotKind kind, CountingMethod method, Utility utility, Completion completion)
    {
        var question = QuestionSteps.Ask(kind, method, options: 5);
        (question.Utility, question.Completion, question.Seats) = (utility, completion, QuestionTraits.HasSeats(method) ? 2 : 0);
        question.TiesAllowed = QuestionTraits.MayShareRanks(question);
        question.Reserve = method == CountingMethod.TransferableVote ? 2 : 0;
        Gen.Int[-1, 6].Array[5].Array[0, Voters].Sample(
            drawn =>
            {
                var ballots = drawn.Select(numbers => Fitting(question, numbers)).ToList();
                var given = Xingfu.Founded();
                var poll = given.Asked(question);
                foreach (var (voter, answer) in ballots.Index())
                {
                    Assert.NotNull(given.Cast(poll, voter + 1, answer is null ? [] : [answer]).Answer);
                }

                var outcome = given.Counted(poll).Result.Outcomes.Single();
                Assert.Equal((ballots.Count, ballots.Count(ballot => ballot is null)), (outcome.Voters, outcome.Blank));
                Assert.Equal(ballots.TrueForAll(ballot => ballot is null) ? [] : Expected(question, ballots), outcome.Winners);
                Assert.Equal(outcome.Winners.Count > 0, outcome.Passed);
            },
            iter: 6,
            threads: 1);
    }

    [Fact]
    public void Each_explanation_has_what_the_rules_tell()
    {
        var given = Xingfu.Founded();
        Question[] questions =
        [
            QuestionSteps.Ask(BallotKind.Ranked, CountingMethod.TransferableVote, "stv"),
            QuestionSteps.Ask(BallotKind.Ranked, CountingMethod.SchulzeMargins, "pairs"),
            QuestionSteps.Ask(BallotKind.Ranked, CountingMethod.InstantRunoff, "irv"),
            QuestionSteps.Ask(BallotKind.BudgetApproval, CountingMethod.EqualShares, "money"),
        ];
        (questions[0].Seats, questions[0].Reserve, questions[3].Completion) = (2, 1, Completion.None);
        var poll = given.Asked(questions);
        string[][] rankings = [["pear", "plum"], ["pear", "fig"], ["pear", "plum"], ["pear", "lime"], ["plum", "fig"], ["fig", "lime"], ["lime", "fig"]];
        foreach (var (voter, ranking) in rankings.Index())
        {
            var answers = questions.Take(3).Select(question => new QuestionAnswer(QuestionSteps.Ranks(ranking)) { Question = question.Id });
            Assert.NotNull(given.Cast(poll, voter + 1, [.. answers, QuestionSteps.Answer("money", [.. ranking.Select(option => (option, 1L))])]).Answer);
        }

        var outcomes = given.Counted(poll).Result.Outcomes;
        // 7 ballots for 2 seats: a quota of 3, so pear's surplus of 1 passes on at a quarter of each ballot.
        Assert.Equal((3, 7), (outcomes[0].Transfers.Quota, outcomes[0].Transfers.Valid));
        Assert.Equal((TransferCount.Types.Move.Surplus, "1/4"), (outcomes[0].Transfers.Stages[0].Move, outcomes[0].Transfers.Stages[0].TransferValue));
        Assert.Equal(["3", "3/2", "5/4", "5/4"], outcomes[0].Transfers.Stages[1].Votes);
        Assert.Single(outcomes[0].Reserves);
        Assert.Equal(16, outcomes[1].Pairwise.Preferences.Count);
        Assert.Equal((4, 0), (outcomes[1].Pairwise.Preferences[1], outcomes[1].Pairwise.CondorcetWinner));
        Assert.Equal([4, 1, 1, 1], outcomes[2].Runoff.Rounds[0].Votes);
        Assert.Equal((4, 0), (outcomes[2].Runoff.Rounds[0].Needed, outcomes[2].Runoff.Rounds[0].Elected));
        // 10,000 fen for 7: four supporters pay 750 fen each for pear at 3,000, a quarter of a fen per fen.
        var shares = outcomes[3].Shares;
        Assert.Equal(("10000/7", "1/4", 4), (shares.EndowmentFen, shares.Purchases[0].Rho, shares.Purchases[0].InFull));
        Assert.All(shares.Shortfalls, lacking => Assert.Equal(
            3_000 + (lacking.Option * 1_000), Fraction.Parse(lacking.HeldFen) + Fraction.Parse(lacking.MissingFen)));
        Assert.Equal(4, shares.Greedy.Turns.Count);
        Assert.Equal([4, 3, 4, 3], outcomes[3].Support.Select(option => option.Headcount));
    }

    [Fact]
    public void A_tie_is_broken_by_the_lot_of_the_announcement_and_shown()
    {
        var question = QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality);
        question.TieBreak = TieBreak.ByLot;
        var given = Xingfu.Founded();
        var poll = given.Asked(question);
        foreach (var (voter, option) in QuestionSteps.Ids.Take(4).Index())
        {
            given.Cast(poll, voter + 1, QuestionSteps.Answer("q", (option, 1))).Answer.ToString();
        }

        var seen = given.Counted(poll);
        var places = Lot.Draw(seen.AnnouncementLeaf.Span, "q", QuestionSteps.Ids[..4]);
        var outcome = seen.Result.Outcomes.Single();
        Assert.Equal(QuestionSteps.Ids[places.ToList().IndexOf(0)], outcome.Winners.Single());
        Assert.Equal((CountTie.Types.Over.Seat, CountTie.Types.By.Lot, 4), (outcome.Ties[0].Over, outcome.Ties[0].By, outcome.Ties[0].Between.Count));
    }

    [Fact]
    public void The_clauses_of_the_rule_decide_whether_enough_took_part_and_questions_of_yes_or_no()
    {
        var given = Xingfu.Founded();
        Question[] questions =
            [QuestionSteps.Ask(BallotKind.YesNo, CountingMethod.Clauses, "fund"), QuestionSteps.Ask(BallotKind.Approval, CountingMethod.Approval, "who")];
        questions[1].Seats = 2;
        var poll = given.Opened(PollSteps.Owners, request => request.Questions.AddRange(questions));
        for (var voter = 1; voter <= 8; voter++)
        {
            using var owner = new Devices.Owner(voter);
            owner.Register(given);
            QuestionAnswer[] answers =
            [
                QuestionSteps.Answer("fund", (voter <= 5 ? "yes" : "no", 1)),
                QuestionSteps.Answer("who", voter <= 7 ? [("pear", 1)] : [("pear", 1), ("plum", 1)]),
            ];
            given.When(new CastBallot(), owner.Ballot(given, poll, answers), owner.Caller).Answer.ToString();
        }

        var result = given.Counted(poll).Result;
        Assert.True(result.Passed);
        Assert.Empty(result.Tally);
        Assert.Equal(["participation-area", "participation-headcount"], result.Clauses.Select(clause => clause.Clause.Id));
        Assert.False(result.Withheld);
        Assert.Equal((true, "yes", 4), (result.Outcomes[0].Passed, result.Outcomes[0].Winners.Single(), result.Outcomes[0].Findings.Count));
        Assert.Equal([(5, 5_000_000), (3, 3_000_000), (0, 0)], result.Outcomes[0].Support.Select(option => (option.Headcount, option.AreaCm2)));
        // Plum was elected to the second seat by one approval: no owners' consent.
        Assert.Equal((false, "pear plum"), (result.Outcomes[1].Passed, string.Join(' ', result.Outcomes[1].Winners)));
        var (pear, plum) = (result.Outcomes[1].Support[0], result.Outcomes[1].Support[1]);
        Assert.Equal((8, 0, true, true), (pear.Headcount, pear.AreaCm2, pear.Findings[0].Held, pear.Findings[1].Held));
        Assert.Equal((1, 0, false, false), (plum.Headcount, plum.AreaCm2, plum.Findings[0].Held, plum.Findings[1].Held));
        Assert.All(plum.Findings, finding => Assert.Equal((0, 0, 0), (finding.Have, finding.Base, finding.Shortfall)));
    }

    [Fact]
    public void What_is_withheld_is_committed_to_with_all_its_numbers()
    {
        var given = Xingfu.Founded();
        var poll = given.Asked(Secrecy.Confidential, QuestionSteps.Ask(BallotKind.Score, CountingMethod.Score));
        given.Cast(poll, 1, QuestionSteps.Answer("q", ("pear", 5))).Answer.ToString();
        given.Cast(poll, 2, QuestionSteps.Answer("q", ("plum", 4), ("fig", 0))).Answer.ToString();

        var result = given.Counted(poll).Result;
        Assert.True(result.Withheld);
        Assert.Equal("""{ "question": "q", "winners": [ "pear" ], "passed": true }""", result.Outcomes.Single().ToString());
        var declared = given.Entries.Single(entry => entry.Fact.ResultDeclared is not null);
        var side = given.Texts.Find(declared.Sequence)!;
        Assert.Equal(Rules.Proofs.TextCommitment.Compute(side.Data.Span, side.Salt.Span), result.TallyCommitment.ToByteArray());
        var whole = V1.Facts.ResultDeclared.Parser.ParseFrom(side.Data).Outcomes.Single();
        Assert.Equal([5, 4, 0, 0], whole.Totals.Totals);
        Assert.Equal([(1, 0), (1, 0), (0, 0), (0, 0)], whole.Support.Select(option => (option.Headcount, option.AreaCm2)));
    }

    [Theory]
    [InlineData(9, false, true)]
    [InlineData(10, false, false)]
    [InlineData(10, true, true)]
    public void A_confidential_poll_of_few_or_of_one_mind_is_withheld(int voters, bool isAlike, bool isWithheld)
    {
        var given = Xingfu.Founded();
        var poll = given.Asked(Secrecy.Confidential, QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality));
        for (var voter = 1; voter <= voters; voter++)
        {
            given.Cast(poll, voter, QuestionSteps.Answer("q", (isAlike || voter > 1 ? "pear" : "plum", 1))).Answer.ToString();
        }

        Assert.Equal(isWithheld, given.Counted(poll).Result.Withheld);
    }

    [Fact]
    public void What_winners_are_derived_from_stays_in_a_declaration_that_is_too_long()
    {
        var many = Enumerable.Repeat(long.MaxValue, 24_000);
        var declared = new V1.Facts.ResultDeclared
        {
            Outcomes =
            {
                new QuestionOutcome { Totals = new TotalsCount { Totals = { many } } },
                new QuestionOutcome { Majority = new MajorityCount { Votes = { many } } },
                new QuestionOutcome { Greedy = new GreedyCount { Turns = { many.Select(score => new GreedyCount.Types.Turn { Score = score }) } } },
                new QuestionOutcome { Runoff = new RunoffCount { Rounds = { new RunoffCount.Types.Round { Votes = { many.Take(10_000) } } } } },
            },
        };
        OutcomeVerdict.Abridge(declared);

        Assert.Equal([false, false, false, true], declared.Outcomes.Select(outcome => outcome.Abridged));
        Assert.Equal(QuestionOutcome.CountOneofCase.None, declared.Outcomes[3].CountCase);
    }

    [Fact]
    public void A_declaration_has_room_in_a_segment_whatever_its_explanations()
    {
        var declared = new V1.Facts.ResultDeclared { Outcomes = { Outcome("small", 10), Outcome("large", 9_000), Outcome("largest", 12_000) } };
        OutcomeVerdict.Abridge(declared);

        Assert.True(declared.CalculateSize() <= QuestionLimits.ResultBytes);
        Assert.Equal(["largest"], declared.Outcomes.Where(outcome => outcome.Abridged).Select(outcome => outcome.Question));
        Assert.Equal(QuestionOutcome.CountOneofCase.None, declared.Outcomes[2].CountCase);

        static QuestionOutcome Outcome(string id, int stages) => new()
        {
            Question = id,
            Transfers = new TransferCount
            {
                Stages = { Enumerable.Range(0, stages).Select(_ => new TransferCount.Types.Stage { NonTransferable = new string('1', 50) }) },
            },
        };
    }

    /// <summary>A ballot that the question takes, as near to the drawn numbers as it may be; null for a blank one.</summary>
    private static QuestionAnswer? Fitting(Question question, int[] numbers)
    {
        var form = new QuestionForm(question.Clone().WithBounds());
        var marks = question.Options.Zip(numbers, (option, number) => (option.Id, Number: (long)number)).Where(mark => mark.Number >= 0).ToList();
        if (question.Kind is BallotKind.Ranked or BallotKind.BudgetRanking && !question.TiesAllowed)
        {
            marks = [.. marks.OrderBy(mark => mark.Number).Select((mark, place) => (mark.Id, place + 1L))];
        }

        for (; marks.Count > 0; marks.RemoveAt(marks.Count - 1))
        {
            var answer = QuestionSteps.Answer("q", [.. marks.Select(mark => (mark.Id, QuestionForm.HasNumbers(question.Kind) ? mark.Number : 1))]);
            if (form.Check(answer, "") is null)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>The same ballots, ungrouped, counted by the rules alone: ties by the order of the options.</summary>
    private static List<string> Expected(Question question, List<QuestionAnswer?> ballots)
    {
        var candidates = question.Options.Select((option, place) => new Candidate($"{place}", option.Id)).ToList();
        var marks = ballots.Select(ballot => question.Options
            .Select((option, place) => (Place: place, Mark: ballot?.Marks.FirstOrDefault(mark => mark.Option == option.Id)))
            .Where(one => one.Mark is not null)
            .Select(one => (one.Place, one.Mark!.Value))
            .ToList()).ToList();
        var rankings = Profile.Of(candidates, marks.Select(one => new Counted<Ranking>(
            Ranking.OfRanks(one.GroupBy(mark => mark.Value).OrderBy(rank => rank.Key).Select(rank => rank.Select(mark => mark.Place).ToList())), 1)));
        var totals = Profile.Of(candidates, marks.Select(one => new Counted<Marks>(Marks.Of(
            [.. one.Select(mark => mark.Place)],
            [.. one.Select(mark => question.Kind == BallotKind.BudgetRanking ? 1L + one.Count(other => other.Value > mark.Value) : mark.Value)]), 1)));
        var ties = TieRule.ById(candidates);
        var winners = question.Method switch
        {
            CountingMethod.Plurality => Plurality.Count(rankings, 2, ties).Winners,
            CountingMethod.MajorityOfVoting => MajorityOf(rankings.Total),
            CountingMethod.MajorityOfEntitled => MajorityOf(Voters + 1),
            CountingMethod.Approval => Approval.Count(totals, 2, ties).Winners,
            CountingMethod.Score => Scoring.Count(totals, 2, ties).Winners,
            CountingMethod.InstantRunoff => [InstantRunoff.Count(rankings, ties).Winner],
            CountingMethod.TransferableVote => TransferableVote.Count(rankings, 2, ties).Winners,
            CountingMethod.Schulze => Schulze.Count(rankings, DefeatStrength.WinningVotes, Unranked.Last, 2, ties).Winners,
            CountingMethod.SchulzeMargins => Schulze.Count(rankings, DefeatStrength.Margins, Unranked.Last, 2, ties).Winners,
            _ => Bought(question, totals),
        };
        return [.. winners.Select(winner => question.Options[winner].Id)];

        IReadOnlyList<int> MajorityOf(long whole)
        {
            var most = Plurality.Count(rankings, 1, ties);
            return 2 * most.Totals.Max() > whole ? most.Winners : [];
        }
    }

    private static IReadOnlyList<int> Bought(Question question, Profile<Marks> ballots)
    {
        var projects = question.Options.Select((option, place) => new Project($"{place}", option.Id, option.CostFen)).ToList();
        var vote = question.Kind switch
        {
            BallotKind.BudgetPoints => BudgetVote.Points,
            BallotKind.BudgetRanking => BudgetVote.Ranking,
            _ => BudgetVote.Approval,
        };
        var election = new BudgetElection(projects, question.BudgetFen, 100, vote, ballots);
        if (question.Method != CountingMethod.EqualShares)
        {
            return Greedy.Count(election, question.Method == CountingMethod.GreedyStopping, Greedy.Rule(election)).Winners;
        }

        var rules = new EqualSharesRules
        {
            Utility = Enum.Parse<EqualSharesUtility>($"{question.Utility}"),
            Completion = question.Completion == Completion.Add1Greedy
                ? EqualSharesCompletion.Add1ThenGreedy
                : Enum.Parse<EqualSharesCompletion>($"{question.Completion}"),
            StopsWhenExhausted = question.Completion == Completion.Add1Greedy,
        };
        return EqualShares.Count(election, rules, () => EqualShares.Rule(election)).Winners;
    }
}
