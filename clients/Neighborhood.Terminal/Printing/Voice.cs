using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Printing;

/// <summary>The two languages of a printed page, the reader's own first, and the zone of its times.</summary>
public sealed class Voice(Words words, Moments moments)
{
    private static readonly Phrases Chinese = new("Printing", Words.Chinese);
    private static readonly Phrases English = new("Printing", Words.English);

    /// <summary>The language that comes first.</summary>
    public Phrases First => words.IsChinese ? Chinese : English;

    /// <summary>The other one.</summary>
    public Phrases Second => words.IsChinese ? English : Chinese;

    /// <summary>The tag of the first language, as HTML wants it.</summary>
    public string FirstTag => First.Words.Language;

    /// <summary>The tag of the second.</summary>
    public string SecondTag => Second.Words.Language;

    /// <summary>A time with its offset: a page hangs where nobody can be asked.</summary>
    public string At(Google.Protobuf.WellKnownTypes.Timestamp? time)
    {
        if (time is null)
        {
            return moments.At(null);
        }

        var offset = moments.Zone.GetUtcOffset(time.ToDateTimeOffset());
        return $"{moments.At(time)} (UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm})";
    }

    /// <summary>Two texts in the order of the languages.</summary>
    public (string First, string Second) Pair(string chinese, string english) => words.IsChinese ? (chinese, english) : (english, chinese);
}
