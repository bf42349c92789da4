using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>A side item as it is kept in memory: its text is parsed once, by whoever reads it first.</summary>
internal sealed class Content(SideItem item)
{
    private static readonly SideItem Nothing = new();
    private static readonly WrittenText NoText = new();

    private WrittenText? _text;

    /// <summary>As it stands beside the entry.</summary>
    public SideItem Item => item;

    /// <summary>Roughly what it takes, parsed too: words of one byte each take two in memory.</summary>
    public long Bytes => 3 * item.Data.Length + item.Salt.Length + 256;

    /// <summary>The item; empty where it was erased.</summary>
    public SideItem Side => IsErased ? Nothing : item;

    /// <summary>Its words; empty where they were erased.</summary>
    public WrittenText Text => _text ??= IsErased ? NoText : WrittenText.Parser.ParseFrom(item.Data);

    // An erased item keeps its length, in zeros; a salt of zeros is never drawn. The seed of a sealed roll has no salt and is one itself.
    private bool IsErased =>
        !item.Salt.Span.ContainsAnyExcept((byte)0) && (!item.Salt.IsEmpty || !item.Data.Span.ContainsAnyExcept((byte)0));

    /// <summary>What stands for an entry without a side item.</summary>
    public static readonly Content None = new(Nothing);
}

/// <summary>The texts of one rendering. Whoever renders only reads them: they are those of the cache.</summary>
internal sealed class Texts(Dictionary<long, Content> contents) : ITexts
{
    public static readonly Texts None = new([]);

    public WrittenText TextOf(long sequence) => contents.GetValueOrDefault(sequence, Content.None).Text;

    public SideItem SideOf(long sequence) => contents.GetValueOrDefault(sequence, Content.None).Side;
}
