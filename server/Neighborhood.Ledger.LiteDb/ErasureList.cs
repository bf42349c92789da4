using System.Globalization;
using System.Text;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// The append-only file of what was erased, so that a restored backup loses it again. It is written before the transaction that erases;
/// what a transaction then did not do is voided at the next opening. Each line ends with its CRC-32C, so that a torn tail is seen. Only the numbers are
/// kept in memory: the end of one poll lists two ranges of every ballot.
/// </summary>
internal sealed class ErasureList : IDisposable
{
    public const string FileName = "erasures.log";

    private const int LinesPerWrite = 4096;

    private readonly IStorageFile file;
    private readonly JournalCounters counters;
    private readonly SortedSet<long> numbers = [];
    private readonly List<long> toVoid = [];
    private bool isTorn;
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
    /// <exception cref="JournalException">A line has a form that this version does not know.</exception>
    public IEnumerable<Erasure> After(long number) =>
        Lines(Read()).Select(line => Parse(line.Fields)).Where(line => line.Number > number && numbers.Contains(line.Number))
            .Select(line => line.Erasure).OfType<Erasure>();

    /// <summary>Adds what one transaction is about to erase, durably, and returns its number: above any in the list or the data file.</summary>
    public long Append(IReadOnlyList<Erasure> erasures, long lastInData)
    {
        var number = Math.Max(Last, lastInData) + 1;
        WriteVoids();
        Write(erasures.Select(erasure => Line(number, erasure)));
        numbers.Add(number);
        Last = number;
        return number;
    }

    /// <summary>Voids everything after the last erasure that the data file has.</summary>
    public void VoidAfter(long number)
    {
        toVoid.AddRange(numbers.Where(listed => listed > number));
        numbers.ExceptWith(toVoid);
        Try(WriteVoids);
    }

    public void Dispose() => file.Dispose();

    /// <summary>A full disk must not keep a store from being read: what is not done now is done before the next line.</summary>
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            // Whoever erases next is told.
        }
    }

    private void WriteVoids()
    {
        if (toVoid.Count == 0) return;
        Write(toVoid.Select(voided => Sealed($"{voided} void")));
        toVoid.Clear();
    }

    private void Write(IEnumerable<string> lines)
    {
        DropTornEnd();
        var at = end;
        isTorn = true;
        foreach (var some in lines.Chunk(LinesPerWrite))
        {
            var bytes = Encoding.ASCII.GetBytes(string.Concat(some));
            file.Write(at, bytes);
            at += bytes.Length;
        }

        file.Sync();
        counters.Synced();
        (end, isTorn) = (at, false);
    }

    /// <summary>Drops the rest of a write that a power cut tore. Synced, or the next one could leave some of it behind new lines.</summary>
    private void DropTornEnd()
    {
        if (!isTorn) return;
        file.SetLength(end);
        file.Sync();
        counters.Synced();
        isTorn = false;
    }

    private byte[] Read()
    {
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    private void Load()
    {
        var bytes = Read();
        foreach (var (fields, next) in Lines(bytes))
        {
            var (number, erasure) = Parse(fields);
            Last = Math.Max(Last, number);
            _ = erasure is null ? numbers.Remove(number) : numbers.Add(number);
            end = next;
        }

        EnsureTorn(bytes);
        isTorn = end < bytes.Length;
        Try(DropTornEnd);
    }

    /// <summary>
    /// What cannot be read is dropped only where it can be the rest of the last write, which a power cut tore: there bytes are missing, which read as
    /// zeros, and nothing but lines of that one write is whole. Anything else has taken effect, and without it a restore would bring erased text back.
    /// </summary>
    private void EnsureTorn(byte[] bytes)
    {
        var broken = Encoding.ASCII.GetString(bytes, (int)end, bytes.Length - (int)end).Split('\n');
        var numbersOfWrites = new HashSet<long>();
        foreach (var (index, line) in broken.Index())
        {
            var isWhole = IsWhole(line);
            if (!isWhole && index < broken.Length - 1 && !line.Contains('\0', StringComparison.Ordinal)) throw Unreadable($"line \"{line.TrimEnd()}\"");
            if ((index == 0 || (isWhole && !line.Contains(" void ", StringComparison.Ordinal))) && NumberOf(line.Split(' ')) is { } number)
                numbersOfWrites.Add(number);
        }

        if (numbersOfWrites.Count > 1) throw Unreadable($"from byte {end} on");
    }

    private static bool IsWhole(string line) => line.LastIndexOf(' ') is > 0 and var seal && Sealed(line[..seal]) == line + '\n';

    private static long? NumberOf(string[] fields) =>
        fields.Length > 1 && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The fields of each whole line, and where the next line begins, until the first line that is not whole.</summary>
    private static IEnumerable<(string[] Fields, int Next)> Lines(byte[] bytes)
    {
        for (var start = 0; Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var newline; start = newline + 1)
        {
            var line = Encoding.ASCII.GetString(bytes, start, newline - start);
            if (!IsWhole(line)) yield break;
            yield return (line[..line.LastIndexOf(' ')].Split(' '), newline + 1);
        }
    }

    private static (long Number, Erasure? Erasure) Parse(string[] fields) => (NumberOf(fields), fields) switch
    {
        ({ } number, [_, "void"]) => (number, null),
        ({ } number, [_, "vault", var ledger, var digest]) => (number, new VaultErased(ledger, digest)),
        ({ } number, [_, "side", var ledger, var first, var offset, var length, var leaf]) =>
            (number, new SideErased(ledger, Number(first), (int)Number(offset), (int)Number(length), leaf)),
        _ => throw Unreadable($"line \"{string.Join(' ', fields)}\""),
    };

    private static JournalException Unreadable(string what) => new(
        $"{FileName} cannot be read ({what}), and without it erased text could come back: put a whole copy in its place, or use the version that wrote it.",
        null,
        outcomeUnknown: false);

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static string Line(long number, Erasure erasure) => Sealed(erasure switch
    {
        VaultErased vault => $"{number} vault {vault.Ledger} {vault.KeyDigest}",
        SideErased side => $"{number} side {side.Ledger} {side.FirstSequence} {side.Offset} {side.Length} {side.Leaf}",
        _ => throw new ArgumentException("An unknown kind of erasure."),
    });

    private static string Sealed(string fields) => $"{fields} {Checksums.Crc32C(Encoding.ASCII.GetBytes(fields)):x8}\n";
}
