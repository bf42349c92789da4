using Neighborhood.Rules.Counting;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>The answers to one question as they come in; identical ones are kept once. Each counts for as many persons as its row of the roll.</summary>
public sealed class QuestionBox(QuestionForm form)
{
    private readonly BallotBox<Ranking> _rankings = new();
    private readonly BallotBox<Marks> _marks = new();
    private readonly long[] _heads = new long[form.Question.Options.Count];
    private readonly long[] _areas = new long[form.Question.Options.Count];
    private readonly long[] _sums = new long[form.Question.Options.Count];

    /// <summary>The question.</summary>
    public Question Question => form.Question;

    /// <summary>Persons whose ballots are in.</summary>
    public long Voters { get; private set; }

    /// <summary>Their area in square centimetres.</summary>
    public long VotersAreaCm2 { get; private set; }

    /// <summary>Those among them who left the question blank.</summary>
    public long Blank { get; private set; }

    /// <summary>Their area in square centimetres.</summary>
    public long BlankAreaCm2 { get; private set; }

    /// <summary>Whether all ballots say the same; so do none.</summary>
    public bool IsAlike => Math.Max(Rankings([]).Ballots.Count, Marks([]).Ballots.Count) < 2;

    /// <summary>Who marked each option, in their order: persons and area.</summary>
    public IEnumerable<OptionSupport> Support => Question.Options.Select((option, place) =>
        new OptionSupport { Option = option.Id, Headcount = _heads[place], AreaCm2 = _areas[place] });

    /// <summary>The numbers given to each option, added up, in their order: 1 of each mark without one, and of a ranking of projects its points.</summary>
    public long[] Sums => [.. _sums];

    /// <summary>Puts in a ballot.</summary>
    /// <param name="answer">What it says to this question; null where nothing.</param>
    /// <param name="heads">The persons it counts for.</param>
    /// <param name="areaCm2">Their area in square centimetres.</param>
    public void Add(QuestionAnswer? answer, long heads, long areaCm2)
    {
        var entries = answer is null ? [] : form.Entries(answer);
        Voters += heads;
        VotersAreaCm2 = checked(VotersAreaCm2 + areaCm2);
        if (entries.Count == 0)
        {
            Blank += heads;
            BlankAreaCm2 += areaCm2;
        }

        foreach (var entry in entries.Where(entry => entry.Number > 0))
        {
            _heads[entry.Option] += heads;
            _areas[entry.Option] = checked(_areas[entry.Option] + areaCm2);
        }

        if (Question.Kind == BallotKind.BudgetRanking)
        {
            entries = PointsOf(entries);
        }

        foreach (var entry in entries)
        {
            _sums[entry.Option] = checked(_sums[entry.Option] + (entry.Number * heads));
        }

        if (QuestionForm.IsRanking(Question.Kind))
        {
            _rankings.Add(RankedForm.RankingOf(entries), heads);
            return;
        }

        _marks.Add(BallotForm.MarksOf(entries), heads);
    }

    /// <summary>The rankings, where the kind has them.</summary>
    public Profile<Ranking> Rankings(IReadOnlyList<Candidate> candidates) => _rankings.Open(candidates);

    /// <summary>The marks, where the kind has them; of a ranking of projects its points.</summary>
    public Profile<Marks> Marks(IReadOnlyList<Candidate> candidates) => _marks.Open(candidates);

    private static IReadOnlyList<BallotEntry> PointsOf(IReadOnlyList<BallotEntry> ranked) =>
        [.. ranked.OrderBy(entry => entry.Number).Select((entry, place) => new BallotEntry(entry.Option, ranked.Count - place))];
}
