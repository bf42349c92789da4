using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Rules.Counting;

/// <summary>
/// A lot that is drawn before any ballot is cast: the order of SHA-256 over <c>neighborhood lot v1</c>, a zero, the seed, the question, a zero and the
/// option, all text as UTF-8. Whoever knows the seed can draw it again.
/// </summary>
public static class Lot
{
    private static ReadOnlySpan<byte> Domain => "neighborhood lot v1\0"u8;

    /// <summary>The place of each option in the order drawn, from 0; who is ahead of equal ones has the smaller.</summary>
    /// <param name="seed">The leaf hash of the announcement.</param>
    /// <param name="question">The id of the question.</param>
    /// <param name="options">The ids of its options, each once.</param>
    public static IReadOnlyList<int> Draw(ReadOnlySpan<byte> seed, string question, IReadOnlyList<string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var drawn = new (string Hash, int Option)[options.Count];
        for (var option = 0; option < options.Count; option++)
        {
            byte[] bytes = [.. Domain, .. seed, .. Encoding.UTF8.GetBytes($"{question}\0{options[option]}")];
            drawn[option] = (Convert.ToHexString(SHA256.HashData(bytes)), option);
        }

        var places = new int[options.Count];
        foreach (var (place, (_, option)) in drawn.OrderBy(one => one.Hash, StringComparer.Ordinal).Index())
        {
            places[option] = place;
        }

        return places;
    }
}
