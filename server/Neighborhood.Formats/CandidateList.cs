using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats;

/// <summary>The candidates of a file and their places.</summary>
internal sealed class CandidateList(LineReader lines)
{
    private readonly List<Candidate> _all = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IReadOnlyList<Candidate> All => _all;

    public int Count => _all.Count;

    /// <summary>Adds one; notes a fault where the id is empty or already there.</summary>
    public int? Add(string field, string id, string name)
    {
        if (id.Length == 0)
        {
            lines.Fault(field, FaultKind.Missing);
            return null;
        }

        if (!_places.TryAdd(id, _all.Count))
        {
            lines.Fault(field, FaultKind.Repeated, id);
            return null;
        }

        if (_all.Count == CountingLimits.MaxCandidates)
        {
            lines.Stop(field, FaultKind.TooMany, id, $"{CountingLimits.MaxCandidates}");
        }

        _all.Add(new Candidate(id, name.Length == 0 ? id : name));
        return _all.Count - 1;
    }

    public void Rename(int place, string name) => _all[place] = _all[place] with { Name = name };

    public bool TryFind(ReadOnlySpan<char> id, out int place) => _places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out place);

    /// <summary>The place of an id on a ballot; notes a fault where nobody has it.</summary>
    public int? Find(string field, ReadOnlySpan<char> id)
    {
        if (TryFind(id, out var place))
        {
            return place;
        }

        lines.Fault(field, id.IsEmpty ? FaultKind.Missing : FaultKind.Unknown, id);
        return null;
    }
}
