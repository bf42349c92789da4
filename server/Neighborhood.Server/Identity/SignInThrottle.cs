using System.Collections.Concurrent;
using System.Net;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>
/// Slows guessing without a lock that somebody else could turn: failures count for the pair of name and address. Guesses of one name from many
/// addresses, and of many names from one address, slow only pairs that have never signed in together; so neither a neighbour nor a whole
/// building behind one router is ever locked out by others. Sessions that exist are not touched. Which pairs signed in before is kept across
/// restarts, as keyed digests from which neither name nor address can be read.
/// </summary>
public sealed class SignInThrottle(GroupCommit commit, ICodes codes, TimeProvider time)
{
    /// <summary>Failures of one pair that cost nothing.</summary>
    public const int FreeFailures = 5;

    /// <summary>Failures of one name, or of one address, within the window before strange pairs wait.</summary>
    public const int StrangeFailures = 50;

    /// <summary>What is remembered at most; the oldest goes first.</summary>
    public const int MemoryCount = 100_000;

    /// <summary>How long a pair is known after its last sign-in.</summary>
    public static readonly TimeSpan KnownLifetime = TimeSpan.FromDays(180);

    private const string Collection = "known-pairs";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RewriteAfter = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<(string Kind, string Key), (int Count, DateTimeOffset Last)> _failures = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the pairs that were kept.</summary>
    public async Task LoadAsync(IJournal journal, CancellationToken cancel)
    {
        foreach (var record in await journal.ReadExpiringAsync(Collection, time.GetUtcNow(), cancel))
        {
            _known[record.Key] = record.ExpiresAt;
        }
    }

    /// <summary>A refusal with the time to wait, or null.</summary>
    public Refusal? Check(string name, IPAddress? address)
    {
        var pair = PairOf(name, address);
        var wait = WaitOf("pair", pair, FreeFailures);
        if (!IsKnown(pair))
        {
            wait = Max(wait, Max(WaitOf("name", Normal(name), StrangeFailures), WaitOf("address", $"{address}", StrangeFailures)));
        }

        return wait > TimeSpan.Zero ? new Refusal(ErrorReason.SignInThrottled, RetryAfterMicros: (long)wait.TotalMicroseconds) : null;
    }

    /// <summary>A failed attempt.</summary>
    public void Fail(string name, IPAddress? address)
    {
        Trim();
        Count("pair", PairOf(name, address));
        Count("name", Normal(name));
        Count("address", $"{address}");
    }

    /// <summary>A successful one: the pair is known from now on, durably when the task completes.</summary>
    public async Task SucceedAsync(string name, IPAddress? address)
    {
        var pair = PairOf(name, address);
        _failures.TryRemove(("pair", pair), out _);
        var (digest, expires) = (DigestOf(pair), time.GetUtcNow() + KnownLifetime);

        // Most sign-ins follow another of the same day and write nothing.
        if (_known.TryGetValue(digest, out var before) && before > expires - RewriteAfter)
        {
            return;
        }

        _known[digest] = expires;
        await commit.WriteExpiringAsync([new ExpiringRecord(Collection, digest, default, expires)], Forgotten());
    }

    private bool IsKnown(string pair) => _known.TryGetValue(DigestOf(pair), out var expires) && expires > time.GetUtcNow();

    private List<(string Collection, string Key)> Forgotten()
    {
        var oldest = _known.Count <= MemoryCount ? [] : _known.OrderBy(pair => pair.Value).Take(MemoryCount / 10).ToList();
        return [.. oldest.Where(pair => _known.TryRemove(pair)).Select(pair => (Collection, pair.Key))];
    }

    private TimeSpan WaitOf(string kind, string key, int free)
    {
        if (!_failures.TryGetValue((kind, key), out var failures) || failures.Count < free || time.GetUtcNow() - failures.Last > Window)
        {
            return TimeSpan.Zero;
        }

        // 1 s, 2 s, 4 s … at most the window.
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures.Count - free, 20)), Window.TotalSeconds));
        return Max(TimeSpan.Zero, failures.Last + pause - time.GetUtcNow());
    }

    private void Count(string kind, string key)
    {
        var now = time.GetUtcNow();
        _failures.AddOrUpdate((kind, key), (1, now), (_, old) => (now - old.Last > Window ? 1 : old.Count + 1, now));
    }

    private void Trim()
    {
        if (_failures.Count > MemoryCount)
        {
            foreach (var old in _failures.OrderBy(pair => pair.Value.Last).Take(MemoryCount / 10).ToList())
            {
                _failures.TryRemove(old.Key, out _);
            }
        }
    }

    private string DigestOf(string pair) => codes.CodeFor("sign-in", pair, 0);

    private static string PairOf(string name, IPAddress? address) => $"{Normal(name)}\n{address}";

    private static string Normal(string name) => name.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
