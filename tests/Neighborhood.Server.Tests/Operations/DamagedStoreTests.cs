using System.Security.Cryptography;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>What an operator is told of a data file or a backup that is damaged: one sentence, and an exit code that the manual names.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const int PageBytes = 8192;
    private const int PageTypeOffset = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("neighborhood-damaged-");

    private string Data => Path.Combine(_folder.FullName, "neighborhood.litedb");

    private string Backup => Path.Combine(_folder.FullName, "backup");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A backup copies pages and reads few: what lies behind the first transactions is for a check to find.</summary>
    public static TheoryData<string, string> Cases =>
    [
        .. from verb in new[] { "check", "compact", "backup", "restore" }
           from damage in new[] { "truncated", "shortened", "zeroed", "flipped" }
           where (verb, damage) != ("backup", "shortened")
           select (verb, damage),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_damaged_file_is_told_in_one_sentence(string verb, string damage)
    {
        await FillAsync();
        File.Copy(Data, Backup);
        var file = verb == "restore" ? Backup : Data;
        Damage(file, damage);

        string[] words = verb == "restore" ? [verb, Backup] : [verb];
        foreach (var (language, sentence) in new[] { ("zh", "已损坏"), ("en", "cannot be read: it is damaged") })
        {
            var run = await CommandRun.OfAsync([.. words, "--data-folder", _folder.FullName, "--lang", language]);
            Assert.Equal(4, run.Code);
            Assert.Equal("", run.Output);
            Assert.Contains(sentence, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.StartsWith(file, run.Error, StringComparison.Ordinal);
        }
    }

    private static void Damage(string path, string damage)
    {
        var bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "truncated":
                bytes = bytes[..(2 * PageBytes)];
                break;
            case "shortened":
                bytes = bytes[..(bytes.Length / PageBytes * 2 / 3 * PageBytes)];
                break;
            case "zeroed":
                Array.Clear(bytes);
                break;
            default:
                for (var page = 1; page < bytes.Length / PageBytes; page++)
                {
                    bytes[(page * PageBytes) + PageTypeOffset] ^= 0x40;
                }

                break;
        }

        File.WriteAllBytes(path, bytes);
    }

    private async Task FillAsync()
    {
        await using var journal = LiteDbJournal.Open(new LiteDbJournalOptions(_folder.FullName, TimeProvider.System));
        LedgerHead? last = null;
        for (var i = 0; i < 20; i++)
        {
            var hash = SHA256.HashData([(byte)i]);
            var next = new LedgerHead(new LedgerId("communities/damaged"), i + 1, hash, 0, null);
            var segment = new Segment(i, 1, new byte[10_000], hash, hash, default);
            var write = new LedgerWrite(last, next, segment, default, [], [], []);
            await journal.AppendAsync(new JournalBatch([write], [], []), TestContext.Current.CancellationToken);
            last = next;
        }
    }
}
