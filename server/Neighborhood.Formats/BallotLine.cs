namespace Neighborhood.Formats;

/// <summary>The places of the ballot being read; notes whoever stands on it twice.</summary>
internal sealed class BallotLine(LineReader lines)
{
    private readonly List<int> _places = [];
    private int[] _lastOn = [];
    private int _ballot;

    /// <summary>The candidates read, <c>~candidate</c> where one shares the rank before it.</summary>
    public ReadOnlySpan<int> Places => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_places);

    public bool IsSound { get; private set; }

    public void Begin()
    {
        _places.Clear();
        _ballot++;
        IsSound = true;
    }

    public void Spoil() => IsSound = false;

    /// <summary>Adds a candidate; null is one that could not be found, which was noted already.</summary>
    public bool Add(int? candidate, bool sharesRank, string field, ReadOnlySpan<char> written)
    {
        if (candidate is not { } place)
        {
            IsSound = false;
            return false;
        }

        if (place >= _lastOn.Length)
        {
            Array.Resize(ref _lastOn, Math.Max(place + 1, _lastOn.Length * 2));
        }

        if (_lastOn[place] == _ballot)
        {
            lines.Fault(field, FaultKind.Repeated, written);
            IsSound = false;
            return false;
        }

        _lastOn[place] = _ballot;
        _places.Add(sharesRank && _places.Count > 0 ? ~place : place);
        return true;
    }
}
