using System.Globalization;
using System.Text;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// The append-only file of what was erased, so that a restored backup loses it again. It is written before the transaction that erases;
/// what a transaction then did not do is voided at the next opening. Each line ends with its CRC-32C, so that a torn tail is seen.
/// </summary>
internal sealed class ErasureList : IDisposable
{
    public const string FileName = "erasures.log";

    private readonly IStorageFile file;
    private readonly JournalCounters counters;
    private readonly SortedDictionary<long, List<Erasure>> byNumber = [];
    private long end;

    public ErasureList(IStorageFolder folder, JournalCounters counters)
    {
        file = folder.Open(FileName);
        this.counters = counters;
        Load();
    }

    /// <summary>The number of the last erasure, voided or not.</summary>
    public long Last { get; private set; }

    /// <summary>What was erased after a number, in order.</summary>
    public IEnumerable<Erasure> After(long number) => byNumber.Where(numbered => numbered.Key > number).SelectMany(numbered => numbered.Value);

    /// <summary>Adds what one transaction is about to erase, durably, and returns its number: above any in the list or the data file.</summary>
    public long Append(IReadOnlyList<Erasure> erasures, long lastInData)
    {
        var number = Math.Max(Last, lastInData) + 1;
        Write(string.Concat(erasures.Select(erasure => Line(number, erasure))));
        byNumber[number] = [.. erasures];
        Last = number;
        return number;
    }

    /// <summary>Voids everything after the last erasure that the data file has.</summary>
    public void VoidAfter(long number)
    {
        var undone = byNumber.Keys.Where(listed => listed > number).ToArray();
        if (undone.Length == 0) return;
        Write(string.Concat(undone.Select(voided => Sealed($"{voided} void"))));
        foreach (var voided in undone) byNumber.Remove(voided);
    }

    public void Dispose() => file.Dispose();

    private void Write(string lines)
    {
        var bytes = Encoding.ASCII.GetBytes(lines);
        file.Write(end, bytes);
        file.Sync();
        counters.Synced();
        end += bytes.Length;
    }

    private void Load()
    {
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        while (Array.IndexOf(bytes, (byte)'\n', (int)end) is >= 0 and var newline)
        {
            var line = Encoding.ASCII.GetString(bytes, (int)end, newline + 1 - (int)end);
            var lastSpace = line.LastIndexOf(' ');
            if (lastSpace < 0 || Sealed(line[..lastSpace]) != line) break;
            Take(line[..lastSpace].Split(' '));
            end = newline + 1;
        }

        if (end < bytes.Length) file.SetLength(end);
    }

    private void Take(string[] fields)
    {
        var number = long.Parse(fields[0], CultureInfo.InvariantCulture);
        Last = Math.Max(Last, number);
        if (fields[1] == "void")
        {
            byNumber.Remove(number);
            return;
        }

        if (!byNumber.TryGetValue(number, out var erasures)) byNumber[number] = erasures = [];
        erasures.Add(fields[1] == "vault"
            ? new VaultErased(fields[2], fields[3])
            : new SideErased(fields[2], Number(fields[3]), (int)Number(fields[4]), (int)Number(fields[5]), fields[6]));
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static string Line(long number, Erasure erasure) => Sealed(erasure switch
    {
        VaultErased vault => $"{number} vault {vault.Ledger} {vault.KeyDigest}",
        SideErased side => $"{number} side {side.Ledger} {side.FirstSequence} {side.Offset} {side.Length} {side.Leaf}",
        _ => throw new ArgumentException("An unknown kind of erasure."),
    });

    private static string Sealed(string fields) => $"{fields} {Checksums.Crc32C(Encoding.ASCII.GetBytes(fields)):x8}\n";
}
