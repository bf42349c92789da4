namespace Neighborhood.Rules.Counting;

/// <summary>
/// A ballot that gives candidates marks: 1 for each approved one, points, or a score. Whoever is not on it has none, which is not a mark of 0.
/// </summary>
public sealed class Marks : IEquatable<Marks>
{
    private readonly int[] _candidates;
    private readonly long[]? _marks;
    private readonly int _hash;

    // Approvals keep no marks of their own: a million of them are 1.
    private Marks(int[] candidates, long[]? marks)
    {
        _candidates = candidates;
        _marks = marks;
        _hash = HashOf(candidates, marks);
    }

    /// <summary>The ballot that marks nobody.</summary>
    public static Marks Blank { get; } = new([], null);

    /// <summary>How many candidates have a mark.</summary>
    public int Count => _candidates.Length;

    /// <summary>Those with a mark, ascending.</summary>
    public ReadOnlySpan<int> Candidates => _candidates;

    /// <summary>One mark for each approved candidate, in any order.</summary>
    public static Marks Approving(params ReadOnlySpan<int> candidates)
    {
        var copy = candidates.ToArray();
        Array.Sort(copy);
        return new Marks(copy, null);
    }

    /// <summary>Marks of candidates, each once and in any order.</summary>
    public static Marks Of(ReadOnlySpan<int> candidates, ReadOnlySpan<long> marks)
    {
        var sorted = candidates.ToArray();
        var amounts = marks.ToArray();
        Array.Sort(sorted, amounts);
        return new Marks(sorted, Array.TrueForAll(amounts, mark => mark == 1) ? null : amounts);
    }

    /// <summary>The mark at a place of <see cref="Candidates"/>.</summary>
    public long MarkAt(int place) => _marks is null ? 1 : _marks[place];

    /// <summary>The mark of a candidate; 0 where it has none.</summary>
    public long Of(int candidate)
    {
        var place = Array.BinarySearch(_candidates, candidate);
        return place < 0 ? 0 : MarkAt(place);
    }

    /// <inheritdoc/>
    public bool Equals(Marks? other) =>
        other is not null && other._hash == _hash && other._candidates.AsSpan().SequenceEqual(_candidates)
        && (other._marks, _marks) switch
        {
            (null, null) => true,
            (not null, not null) => other._marks.AsSpan().SequenceEqual(_marks),
            _ => false,
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Marks);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    private static int HashOf(int[] candidates, long[]? marks)
    {
        var hash = 19;
        for (var i = 0; i < candidates.Length; i++)
        {
            hash = unchecked((((hash * 486187739) + candidates[i]) * 31) + (int)(marks?[i] ?? 1));
        }

        return hash;
    }
}
