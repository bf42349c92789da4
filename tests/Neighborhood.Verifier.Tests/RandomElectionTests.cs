using CsCheck;
using Neighborhood.Questions;
using Neighborhood.Rules.Statutes;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using RollRow = Neighborhood.Domain.Polls.RollRow;

namespace Neighborhood.Verifier.Tests;

/// <summary>Random elections, counted by Rules into a bundle and recounted by both verifiers.</summary>
public sealed class RandomElectionTests : IDisposable
{
    private const int Rounds = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-elections-").FullName;

    /// <summary>Every kind of ballot with every method that counts it; of equal shares every utility and completion.</summary>
    private static IEnumerable<(BallotKind Kind, CountingMethod Method, Utility Utility, Completion Completion)> Kinds =>
        from kind in Enum.GetValues<BallotKind>()
        from method in Enum.GetValues<CountingMethod>()
        where QuestionTraits.MayCount(method, kind)
        from utility in method == CountingMethod.EqualShares ? Enum.GetValues<Utility>() : [Utility.Unspecified]
        from completion in method == CountingMethod.EqualShares ? Enum.GetValues<Completion>() : [Completion.Unspecified]
        where method != CountingMethod.EqualShares || (utility != Utility.Unspecified && completion != Completion.Unspecified)
        where utility != Utility.Points || kind is BallotKind.BudgetPoints or BallotKind.BudgetRanking
        select (kind, method, utility, completion);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_verifiers_count_random_elections_as_the_rules_do()
    {
        JavaScriptVerifier.SkipWithoutNode();
        var files = new List<string>();
        var made = new List<(string Name, BundleVerdict Verdict)>();
        foreach (var (kind, method, utility, completion) in Kinds)
        {
            Gen.Int.Sample(
                seed =>
                {
                    var random = new Random(seed);
                    using var poll = Election(random, Question(random, kind, method, utility, completion)).Made();
                    var verdict = TamperingTests.Verify(poll.Lines(), new BundleExpectation());
                    made.Add(($"{kind} {method} {utility} {completion} with seed {seed}", verdict));
                    files.Add(Path.Combine(_folder, $"{files.Count}.bundle"));
                    using var file = File.Create(files[^1]);
                    poll.Write(file);
                    Assert.True(verdict.Holds, $"{made[^1].Name}: {verdict.Fault} {verdict.Expected} {verdict.Found}");
                },
                iter: Rounds,
                threads: 1);
        }

        var theirs = await JavaScriptVerifier.RunAllAsync(files);

        Assert.True(files.Count >= 300);
        Assert.Equal(files.Count, theirs.Count);
        foreach (var (index, verdict) in theirs.Index())
        {
            Assert.True(verdict.GetProperty("verified").GetBoolean(), $"{made[index].Name}: {verdict}");
            var winners = verdict.GetProperty("outcomes")[0].GetProperty("winners").EnumerateArray().Select(winner => winner.GetString()!);
            Assert.Equal(made[index].Verdict.Summary.Outcomes[0].Winners, winners);
        }
    }

    private static ForgedPoll Election(Random random, Question question)
    {
        var voters = random.Next(1, 16);
        var roll = Enumerable.Range(1, voters + 2)
            .Select(voter => new RollRow(voter, random.Next(1, 200) * 10_000L, random.Next(6) == 0 ? random.Next(2, 5) : 1, 0, 0, 0, 0, 0, IsStruck: false))
            .ToList();
        var (secrecy, kind) = random.Next(5) switch
        {
            0 => (Secrecy.Confidential, BundleKind.BundlePublic),
            1 => (Secrecy.Confidential, BundleKind.BundleScrutineer),
            2 => (Secrecy.Open, BundleKind.BundlePublic),
            _ => (Secrecy.Open, BundleKind.BundleOpen),
        };
        // Of an open poll nothing is left to open once its evidence is erased.
        var isErased = secrecy == Secrecy.Open && kind == BundleKind.BundlePublic;
        var pack = (isErased, random.Next(2)) switch
        {
            (true, 0) => Tampering.Yearly,
            (true, _) => Tampering.OfYesAndNo,
            (_, 0) => Tampering.Survey,
            _ => new ForgedPoll().Pack,
        };
        return new ForgedPoll
        {
            Roll = roll,
            Secrecy = secrecy,
            Kind = kind,
            IsErased = isErased,
            IsSigned = pack.BallotSignature == BallotSignature.Required,
            Pack = pack,
            Questions = [question],
            Answers = [.. Enumerable.Range(1, voters).Select(voter => ((long)voter, Fitting(random, question)))],
        };
    }

    private static Question Question(Random random, BallotKind kind, CountingMethod method, Utility utility, Completion completion)
    {
        var isBudget = QuestionTraits.IsBudget(kind);
        var options = random.Next(isBudget ? 1 : 2, 8);
        var question = new Question
        {
            Id = "q",
            Text = "选哪个？",
            Kind = kind,
            Method = method,
            Utility = utility,
            Completion = completion,
            TieBreak = random.Next(2) == 0 ? TieBreak.ByLot : TieBreak.ByOrder,
            Seats = QuestionTraits.HasSeats(method) ? random.Next(1, Math.Min(4, options) + 1) : 0,
            Reserve = method == CountingMethod.TransferableVote ? random.Next(0, options + 1) : 0,
            MaxScore = kind == BallotKind.Score ? 5 : 0,
            Points = kind == BallotKind.BudgetPoints ? 12 : 0,
            BudgetFen = isBudget ? random.Next(1_000, 40_000) : 0,
        };
        question.TiesAllowed = QuestionTraits.MayShareRanks(question) && random.Next(2) == 0;
        for (var place = 0; place < options && kind != BallotKind.YesNo; place++)
        {
            // Few different costs, so that many are equal.
            var cost = isBudget ? random.Next(1, 9) * 2_500 : 0;
            var isStatusQuo = QuestionTraits.MayKeepStatusQuo(method) && place == 1 && random.Next(2) == 0;
            question.Options.Add(new QuestionOption { Id = $"o{place}", Label = "选项", CostFen = cost, IsStatusQuo = isStatusQuo });
        }

        return question;
    }

    /// <summary>An answer by the form of the question, or none.</summary>
    private static Choice Fitting(Random random, Question question)
    {
        var form = ChoiceForm.Of(QuestionCheck.Of([question]).Announced);
        for (var tries = 0; tries < 50; tries++)
        {
            var answer = new QuestionAnswer { Question = question.Id };
            var ids = form.Questions[0].Question.Options.Select(option => option.Id).ToArray();
            random.Shuffle(ids);
            foreach (var (place, id) in ids.Take(random.Next(0, ids.Length + 1)).Index())
            {
                answer.Marks.Add(new Mark { Option = id, Value = ValueOf(random, question, place) });
            }

            var choice = new Choice { Answers = { answer } };
            if (form.Seal(choice).Fault is null)
            {
                return choice;
            }
        }

        return new Choice();
    }

    private static long ValueOf(Random random, Question question, int place) => question.Kind switch
    {
        BallotKind.Ranked when question.TiesAllowed => random.Next(1, 4),
        BallotKind.Ranked or BallotKind.BudgetRanking => place + 1,
        BallotKind.Score => random.Next(0, 6),
        BallotKind.BudgetPoints => random.Next(1, 4),
        _ => 1,
    };
}
