using System.Globalization;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Serials of papers as people type them: 1-20,23.</summary>
public static class PaperSerials
{
    // Longer lists are cut into requests of what one may name.
    private const int NamedCount = 500;
    private const int MostCount = 100_000;

    /// <summary>The serials, or null where the text is none.</summary>
    public static IReadOnlyList<long>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var serials = new List<long>();
        foreach (var part in text.Split([',', '，', '、'], StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || first < 1 || last < first || last - first >= MostCount)
            {
                return null;
            }

            serials.AddRange(Enumerable.Range(first, last - first + 1).Select(serial => (long)serial));
        }

        return serials;
    }

    /// <summary>communities/{community}/polls/{poll}/papers/{serial}</summary>
    public static string NameOf(string poll, long serial) => string.Create(CultureInfo.InvariantCulture, $"{poll}/papers/{serial}");

    /// <summary>Records papers as handed in, and gives the numbers afterwards.</summary>
    public static async Task<PaperCount> ReturnAsync(Papers.PapersClient papers, string poll, IReadOnlyList<long> serials, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(papers);
        var count = new PaperCount();
        foreach (var chunk in serials.Chunk(NamedCount))
        {
            var request = new ReturnPapersRequest { Parent = poll, Papers = { chunk.Select(serial => NameOf(poll, serial)) } };
            count = await papers.ReturnPapersAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return count;
    }
}
