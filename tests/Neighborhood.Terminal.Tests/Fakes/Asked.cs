using Google.Protobuf;
using Neighborhood.V1;
using Enum = System.Enum;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>Polls of questions: of every kind of ballot, and with an outcome of every method.</summary>
public static class Asked
{
    public static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    public static IEnumerable<BallotKind> Kinds => Enum.GetValues<BallotKind>().Skip(1);

    public static IEnumerable<CountingMethod> Methods => Enum.GetValues<CountingMethod>().Skip(1);

    /// <summary>Five options; projects cost 10, 20, 30, 40 and 50 yuan of 100, and 4 points are to be shared.</summary>
    public static Question Of(BallotKind kind, CountingMethod method = CountingMethod.Unspecified)
    {
        var question = new Question
        {
            Id = $"q{(int)kind}",
            Text = "怎么用这一百元 " + Sample.LongText,
            Meaning = Sample.LongText,
            Kind = kind,
            Method = method == CountingMethod.Unspecified ? MethodOf(kind) : method,
            BudgetFen = 10_000,
            MinChoices = 1,
            MaxChoices = kind is BallotKind.Approval or BallotKind.BudgetApproval ? 2 : 3,
            MaxScore = 10,
            Points = 4,
            MaxPointsEach = 3,
            Seats = 2,
            Reserve = 1,
            TieBreak = TieBreak.ByLot,
            Reason = ReasonMode.Off,
        };
        question.Options.AddRange(kind == BallotKind.YesNo
            ? new[] { "yes", "no", "abstain" }.Select(id => new QuestionOption { Id = id, Label = id })
            : Ids.Select((id, place) => new QuestionOption { Id = id, Label = $"选项{id}", Meaning = Sample.LongText, CostFen = (place + 1) * 1_000 }));
        return question;
    }

    public static Poll Poll(params Question[] questions)
    {
        var poll = Sample.Poll();
        poll.Options.Clear();
        poll.Questions.AddRange(questions);
        poll.ChoiceBytes = 2_000;
        return poll;
    }

    /// <summary>A decided poll of one question, counted by a method.</summary>
    public static Poll Decided(CountingMethod method, int options = 5)
    {
        var question = Of(KindOf(method), method);
        foreach (var place in Enumerable.Range(question.Options.Count, Math.Max(0, options - question.Options.Count)))
        {
            question.Options.Add(new QuestionOption { Id = $"x{place}", Label = $"候选人{place}", CostFen = 1_000 });
        }

        var poll = Poll(question);
        poll.State = V1.Poll.Types.State.Decided;
        poll.Result = Sample.Poll(V1.Poll.Types.State.Decided).Result;
        poll.Result.Tally.Clear();
        poll.Result.Outcomes.Add(Outcome(question));
        return poll;
    }

    public static QuestionOutcome Outcome(Question question)
    {
        var size = question.Options.Count;
        var outcome = new QuestionOutcome
        {
            Question = question.Id,
            Passed = true,
            Voters = 9,
            Blank = 1,
            Winners = { question.Options[0].Id, question.Options[1].Id },
            Reserves = { question.Options[2].Id },
            Support =
            {
                question.Options.Select((option, place) => new OptionSupport { Option = option.Id, Headcount = 8 - Math.Min(place, 7), AreaCm2 = 895_000 }),
            },
            Ties =
            {
                new CountTie { Over = CountTie.Types.Over.Seat, Round = 2, Between = { 1, 2 }, Taken = { 1 }, By = CountTie.Types.By.Lot },
            },
        };
        Explain(outcome, question.Method, size);
        return outcome;
    }

    private static void Explain(QuestionOutcome outcome, CountingMethod method, int size)
    {
        var votes = Enumerable.Range(0, size).Select(place => (long)Math.Max(1, 7 - place)).ToArray();
        switch (method)
        {
            case CountingMethod.MajorityOfVoting or CountingMethod.MajorityOfEntitled:
                outcome.Winners.Clear();
                outcome.Majority = new MajorityCount { Votes = { votes }, Base = 20, Needed = 11, Missing = 4 };
                break;
            case CountingMethod.InstantRunoff:
                long[] later = [.. votes.Select((one, place) => place == 4 ? -1 : one)];
                outcome.Runoff = new RunoffCount { Rounds = { Round(votes, 4, null), Round(later, null, 0) } };
                break;
            case CountingMethod.TransferableVote:
                outcome.Transfers = Transfers(votes);
                break;
            case CountingMethod.Schulze or CountingMethod.SchulzeMargins:
                outcome.Pairwise = Pairs(size);
                break;
            case CountingMethod.Greedy or CountingMethod.GreedyStopping:
                outcome.Greedy = Greedy(votes);
                break;
            case CountingMethod.EqualShares:
                outcome.Shares = Shares(votes);
                break;
            case CountingMethod.Clauses:
                outcome.Findings.Add(new ClauseOutcome { Clause = Sample.OwnersSpecial.Clauses[0].Id, Held = true, Have = 6_000_000, Base = 9_000_000 });
                break;
            default:
                outcome.Totals = new TotalsCount { Totals = { votes }, Ballots = 8 };
                break;
        }
    }

    private static RunoffCount.Types.Round Round(long[] votes, int? left, int? elected)
    {
        var round = new RunoffCount.Types.Round { Votes = { votes }, Active = 20, Exhausted = 1, Needed = 11 };
        round.Left.AddRange(left is { } leaver ? [leaver] : []);
        round.Gains.AddRange(left is null ? [] : [new RunoffCount.Types.Gain { Option = 0, Ballots = 3 }]);
        if (elected is { } winner)
        {
            round.Elected = winner;
        }

        return round;
    }

    private static TransferCount Transfers(long[] votes) => new()
    {
        Quota = 6,
        Valid = 17,
        Stages =
        {
            new TransferCount.Types.Stage
            {
                Votes = { votes.Select(one => $"{one}") }, NonTransferable = "0", Elected = { 0 }, Move = TransferCount.Types.Move.Surplus, Of = 0,
                TransferValue = "1/7",
            },
            new TransferCount.Types.Stage
            {
                Votes = { votes.Select((one, place) => place == 0 ? "6" : place == 1 ? "47/7" : $"{one}") }, NonTransferable = "2/7", Elected = { 1 },
                Move = TransferCount.Types.Move.Done, TransferValue = "0",
            },
        },
    };

    // Each one beats whoever stands behind it, by 8 to 1.
    private static PairwiseCount Pairs(int size)
    {
        var all = Enumerable.Range(0, size).SelectMany(row => Enumerable.Range(0, size).Select(column => (row, column))).ToList();
        return new PairwiseCount
        {
            Preferences = { all.Select(pair => pair.row < pair.column ? 8L : pair.row > pair.column ? 1L : 0L) },
            Strengths = { all.Select(pair => pair.row < pair.column ? 8L : 0L) },
            Before = { all.Select(pair => pair.row < pair.column ? pair.row : -1) },
            Ranking = { Enumerable.Range(0, size).Select(place => new PairwiseCount.Types.Rank { Options = { place } }) },
            CondorcetWinner = 0,
        };
    }

    private static GreedyCount Greedy(long[] scores) => new()
    {
        CostFen = 3_000,
        Turns =
        {
            scores.Select((score, place) => new GreedyCount.Types.Turn
            {
                Option = place, Score = score, LeftFen = place < 2 ? 10_000 - (place * 1_000) : 1_000,
                Fate = place < 2 ? GreedyCount.Types.Fate.Selected : GreedyCount.Types.Fate.DoesNotFit,
            }),
        },
    };

    private static SharesCount Shares(long[] votes) => new()
    {
        EndowmentFen = "10000/9",
        Steps = 3,
        Purchases =
        {
            new SharesCount.Types.Purchase { Option = 0, Rho = "1/7", InFull = 7 },
            new SharesCount.Types.Purchase { Option = 1, Rho = "1/6", InFull = 5, AllTheyHad = 1 },
        },
        Shortfalls = { new SharesCount.Types.Shortfall { Option = 2, HeldFen = "1000/3", MissingFen = "8000/3" } },
        CostFen = 3_000,
        Runs = 4,
        Greedy = Greedy(votes),
    };

    private static CountingMethod MethodOf(BallotKind kind) => kind switch
    {
        BallotKind.YesNo => CountingMethod.Clauses,
        BallotKind.Single => CountingMethod.Plurality,
        BallotKind.Approval => CountingMethod.Approval,
        BallotKind.Ranked => CountingMethod.TransferableVote,
        BallotKind.Score => CountingMethod.Score,
        _ => CountingMethod.EqualShares,
    };

    private static BallotKind KindOf(CountingMethod method) => method switch
    {
        CountingMethod.Clauses => BallotKind.YesNo,
        CountingMethod.Approval => BallotKind.Approval,
        CountingMethod.Score => BallotKind.Score,
        CountingMethod.InstantRunoff or CountingMethod.TransferableVote or CountingMethod.Schulze or CountingMethod.SchulzeMargins => BallotKind.Ranked,
        CountingMethod.Greedy or CountingMethod.GreedyStopping or CountingMethod.EqualShares => BallotKind.BudgetApproval,
        _ => BallotKind.Single,
    };

    public static MyBallot Cast(params QuestionAnswer[] answers)
    {
        var ballot = Sample.Ballot.Clone();
        ballot.Choice = new Choice { Answers = { answers }, Padding = ByteString.CopyFrom(new byte[9]) };
        return ballot;
    }
}
