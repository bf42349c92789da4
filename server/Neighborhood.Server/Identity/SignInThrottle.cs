using System.Collections.Concurrent;
using System.Net;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>
/// Slows guessing without a lock that somebody else could turn: failures count for the pair of name and address. Guesses of one name from many
/// addresses, and of many names from one address, slow only pairs that have never signed in together; so neither a neighbour nor a whole
/// building behind one router is ever locked out by others. Sessions that exist are not touched.
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Failures of one pair that cost nothing.</summary>
    public const int FreeFailures = 5;

    /// <summary>Failures of one name, or of one address, within the window before strange pairs wait.</summary>
    public const int StrangeFailures = 50;

    /// <summary>What is remembered at most; the oldest goes first.</summary>
    public const int MemoryCount = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<(string Kind, string Key), (int Count, DateTimeOffset Last)> _failures = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _known = new();

    /// <summary>A refusal with the time to wait, or null.</summary>
    public Refusal? Check(string name, IPAddress? address)
    {
        var pair = PairOf(name, address);
        var wait = WaitOf("pair", pair, FreeFailures);
        if (!_known.ContainsKey(pair))
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

    /// <summary>A successful one: the pair is known from now on.</summary>
    public void Succeed(string name, IPAddress? address)
    {
        var pair = PairOf(name, address);
        _known[pair] = time.GetUtcNow();
        _failures.TryRemove(("pair", pair), out _);
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

        if (_known.Count > MemoryCount)
        {
            foreach (var old in _known.OrderBy(pair => pair.Value).Take(MemoryCount / 10).ToList())
            {
                _known.TryRemove(old.Key, out _);
            }
        }
    }

    private static string PairOf(string name, IPAddress? address) => $"{Normal(name)}\n{address}";

    private static string Normal(string name) => name.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
