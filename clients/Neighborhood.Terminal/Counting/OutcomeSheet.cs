using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>
/// The explanation that the result of a poll carries, read back as the count it is, so that a question is explained by the same sheets as a file. Options
/// are called by their number on the ballot and their label.
/// </summary>
public sealed class OutcomeSheet
{
    private const long FenOfYuan = 100;

    private readonly Question _question;
    private readonly QuestionOutcome _outcome;
    private readonly Phrases _phrases;
    private readonly IReadOnlyList<Candidate> _candidates;

    private OutcomeSheet(Question question, QuestionOutcome outcome, Phrases phrases)
    {
        (_question, _outcome, _phrases) = (question, outcome, phrases);
        _candidates = [.. question.Options.Select((option, place) => new Candidate($"{place + 1}", option.Label))];
    }

    /// <summary>The sheet; null where the result carries no explanation.</summary>
    /// <exception cref="FormatException">The server's fractions are none.</exception>
    public static CountSheet? Of(Question question, QuestionOutcome outcome, Phrases phrases)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(outcome);
        var sheet = new OutcomeSheet(question, outcome, phrases).Read();
        return sheet is null ? null : sheet with { TieBreak = question.TieBreak == TieBreak.ByOrder ? TieBreak.ByOrder : TieBreak.ByLot };
    }

    /// <summary>The pieces of the explanation and of the ties that decided.</summary>
    public static IEnumerable<Block> Blocks(Question question, QuestionOutcome outcome, Phrases phrases) =>
        Of(question, outcome, phrases) is { } sheet ? [.. sheet.Blocks, .. TieText.Blocks(sheet, phrases)] : [];

    private IReadOnlyList<int> Winners => PlacesOf(_outcome.Winners);

    private IReadOnlyList<Tie> Ties => [.. _outcome.Ties.Select(tie => OutcomeReading.Tie(tie))];

    private CountSheet? Read() => _outcome.CountCase switch
    {
        QuestionOutcome.CountOneofCase.Totals => TotalsSheet.Of(
            MethodOf(_question), _candidates, new HighestTotals(_outcome.Totals.Totals, _outcome.Totals.Ballots, Winners, Ties), _phrases),
        QuestionOutcome.CountOneofCase.Majority => MajoritySheet.Of(_candidates, Majority(_outcome.Majority), _phrases),
        QuestionOutcome.CountOneofCase.Runoff => RunoffSheet.Of(
            _candidates,
            new InstantRunoff([.. _outcome.Runoff.Rounds.Select(OutcomeReading.Round)], Winners is [var winner, ..] ? winner : -1, Ties),
            _phrases),
        QuestionOutcome.CountOneofCase.Transfers => TransferSheet.Of(
            _candidates,
            new TransferableVote(
                _outcome.Transfers.Quota,
                _outcome.Transfers.Valid,
                [.. _outcome.Transfers.Stages.Select(OutcomeReading.Stage)],
                Winners,
                PlacesOf(_outcome.Reserves),
                Ties),
            _phrases),
        QuestionOutcome.CountOneofCase.Pairwise => SchulzeSheet.Of(MethodOf(_question), _candidates, Pairs(_outcome.Pairwise), _phrases),
        QuestionOutcome.CountOneofCase.Greedy => GreedySheet.Of(
            MethodOf(_question), Election(), Greedy(_outcome.Greedy, Winners, Ties), isYuan: true, _phrases),
        QuestionOutcome.CountOneofCase.Shares => Shares(_outcome.Shares),
        _ => null,
    };

    private IReadOnlyList<int> PlacesOf(IEnumerable<string> ids)
    {
        var places = _question.Options.Select((option, place) => (option.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.Ordinal);
        return [.. ids.Where(places.ContainsKey).Select(id => places[id])];
    }

    private Majority Majority(MajorityCount count) =>
        new(count.Votes, count.Base, count.Needed, Winners is [var winner, ..] ? winner : null, count.Missing);

    private Schulze Pairs(PairwiseCount count) => new(
        OutcomeReading.Matrix(count.Preferences, _candidates.Count),
        OutcomeReading.Matrix(count.Strengths, _candidates.Count),
        OutcomeReading.Matrix(count.Before, _candidates.Count),
        [.. count.Ranking.Select(rank => (IReadOnlyList<int>)[.. rank.Options])],
        count.HasCondorcetWinner ? count.CondorcetWinner : null,
        Winners,
        Ties);

    private static Greedy Greedy(GreedyCount count, IReadOnlyList<int> winners, IReadOnlyList<Tie> ties) =>
        new([.. count.Turns.Select(OutcomeReading.Turn)], winners, count.CostFen, ties);

    // Beside the shares stands what the same ballots would have bought greedily.
    private CountSheet Shares(SharesCount count)
    {
        var sheet = EqualSharesSheet.Of(
            CountMethod.EqualShares, Election(), OutcomeReading.UtilityOf(_question), OutcomeReading.Shares(count, Winners, Ties), isYuan: true, _phrases);
        if (count.Greedy is not { } other)
        {
            return sheet;
        }

        var taken = Greedy(other, [.. other.Turns.Where(turn => turn.Fate == GreedyCount.Types.Fate.Selected).Select(turn => turn.Option)], []);
        var greedy = GreedySheet.Of(CountMethod.Greedy, Election(), taken, isYuan: true, _phrases);
        return sheet with
        {
            Blocks =
            [
                new BesideBlock(
                [
                    [new HeadingBlock(_phrases["method_EqualShares"]), .. sheet.Blocks],
                    [new HeadingBlock(_phrases["greedy_beside"]), .. greedy.Blocks],
                ]),
            ],
        };
    }

    private BudgetElection Election() => new(
        [.. _question.Options.Select((option, place) => new Project(_candidates[place].Id, option.Label, option.CostFen))],
        _question.BudgetFen,
        FenOfYuan,
        BudgetVote.Approval,
        new Profile<Marks>(_candidates, [], _outcome.Voters));

    private static CountMethod MethodOf(Question question) => question.Method switch
    {
        CountingMethod.Approval => CountMethod.Approval,
        CountingMethod.Score => CountMethod.Score,
        CountingMethod.Schulze => CountMethod.Schulze,
        CountingMethod.SchulzeMargins => CountMethod.SchulzeMargins,
        CountingMethod.Greedy => CountMethod.Greedy,
        CountingMethod.GreedyStopping => CountMethod.GreedyNoSkip,
        _ => CountMethod.Plurality,
    };
}
