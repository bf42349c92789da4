using Neighborhood.Rules.Proofs;

namespace Neighborhood.Verifier;

/// <summary>The roll and what each voter did: about 30 bytes a row, whatever the number of ballots.</summary>
internal sealed class RollBook(string ledger, long poll, byte[] seed)
{
    private const int Sealed = -1;

    private readonly List<long> _voters = [];
    private readonly List<long> _areas = [];
    private readonly List<int> _heads = [];
    private readonly List<int> _ordinals = [];
    private readonly List<int> _choices = [];
    private readonly TreeFrontier _tree = new();

    public int Count => _voters.Count;

    public Int128 TotalArea { get; private set; }

    public Int128 TotalHeads { get; private set; }

    public void Add(long voter, long area, long heads)
    {
        Broken.Unless(voter > 0 && (Count == 0 || voter > _voters[^1]) && heads is > 0 and <= int.MaxValue && Count < int.MaxValue / 2, BundleFault.RollForm);
        _tree.Add(MerkleHash.Leaf(RollCommitment.Row(ledger, poll, voter, area, (int)heads, RollCommitment.Salt(seed, Count))));
        _voters.Add(voter);
        _areas.Add(area);
        _heads.Add((int)heads);
        _ordinals.Add(0);
        _choices.Add(Sealed);
        TotalArea += area;
        TotalHeads += heads;
    }

    public byte[] Root()
    {
        var root = new byte[MerkleHash.Size];
        _tree.Root(root);
        return root;
    }

    /// <summary>The row of a voter; negative where there is none.</summary>
    public int IndexOf(long voter) => _voters.BinarySearch(voter);

    /// <summary>The ordinal of a row's last ballot; 0 where it has none.</summary>
    public int OrdinalOf(int row) => _ordinals[row];

    /// <summary>Whether a row's last ballot was opened.</summary>
    public bool IsOpened(int row) => _choices[row] != Sealed;

    /// <summary>A row's next ballot, still sealed.</summary>
    public void Cast(int row, int ordinal)
    {
        _ordinals[row] = ordinal;
        _choices[row] = Sealed;
    }

    /// <summary>A row's last ballot counts no more, as if it had none.</summary>
    public void Strike(int row) => _ordinals[row] = 0;

    public void Open(int row, int choice) => _choices[row] = choice;

    /// <summary>What counts: the last ballot of each voter, unless it was struck. Sealed ones count in the turnout alone.</summary>
    public Count Tally(int choices)
    {
        var count = new Count(new long[choices], new long[choices]);
        for (var row = 0; row < Count; row++)
        {
            if (_ordinals[row] == 0)
            {
                continue;
            }

            count.Voters++;
            count.VotedHeads += _heads[row];
            count.VotedArea += _areas[row];
            if (_choices[row] == Sealed)
            {
                count.Unopened++;
                continue;
            }

            count.Heads[_choices[row]] += _heads[row];
            count.Areas[_choices[row]] += _areas[row];
        }

        return count;
    }
}

/// <summary>What was counted; one number for each different choice, which are the options announced where one is chosen.</summary>
internal sealed record Count(long[] Heads, long[] Areas)
{
    public long Voters { get; set; }

    public long VotedHeads { get; set; }

    public long VotedArea { get; set; }

    public long Unopened { get; set; }
}
