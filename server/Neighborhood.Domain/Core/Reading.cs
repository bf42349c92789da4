using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Core;

/// <summary>What people wrote, as loaded from beside the entries.</summary>
public interface ITexts
{
    /// <summary>The words that the entry of this sequence commits to; an empty text where they were removed.</summary>
    WrittenText TextOf(long sequence);

    /// <summary>The whole side item of an entry: data and salt; empty where it was removed.</summary>
    SideItem SideOf(long sequence);
}

/// <summary>
/// An answer prepared inside the mailbox: references copied, and the sequences of the texts it needs. It is rendered outside, once the
/// texts are loaded, so that a long list never holds up a ballot.
/// </summary>
public sealed class Reading<TResponse>
{
    internal Reading(Refusal? refusal, IReadOnlyList<long> needs, Func<ITexts, TResponse>? render)
    {
        Refusal = refusal;
        Needs = needs;
        _render = render;
    }

    private readonly Func<ITexts, TResponse>? _render;

    /// <summary>Why there is no answer, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Sequences of the entries whose side items the rendering reads.</summary>
    public IReadOnlyList<long> Needs { get; }

    /// <summary>Whether it shows tallies as they stood at what is durable, and so need not wait until those after are.</summary>
    public bool ShowsDurableTallies { get; internal init; }

    /// <summary>Renders the answer. It may read nothing but what was copied and <paramref name="texts"/>.</summary>
    public TResponse Render(ITexts texts) => _render!(texts);

    /// <summary>A refusal is an answer.</summary>
    public static implicit operator Reading<TResponse>(Refusal refusal) => new(refusal, [], null);

    /// <summary>The same texts, rendered into something else.</summary>
    public Reading<TOther> Then<TOther>(Func<TResponse, TOther> into) =>
        Refusal is { } refusal
            ? refusal
            : new Reading<TOther>(null, Needs, texts => into(Render(texts))) { ShowsDurableTallies = ShowsDurableTallies };
}

/// <summary>Makes readings.</summary>
public static class Reading
{
    /// <summary>An answer that is complete.</summary>
    public static Reading<TResponse> Of<TResponse>(TResponse response) => new(null, [], _ => response);

    /// <summary>A complete answer that shows tallies as they stood at what is durable (<see cref="ILedgerState.NoteDurable"/>).</summary>
    public static Reading<TResponse> OfDurableTallies<TResponse>(TResponse response) => new(null, [], _ => response) { ShowsDurableTallies = true };

    /// <summary>An answer that needs texts.</summary>
    public static Reading<TResponse> Of<TResponse>(IReadOnlyList<long> needs, Func<ITexts, TResponse> render) => new(null, needs, render);

    /// <summary>Renders all items and hands them to <paramref name="page"/>. None of the items may be a refusal.</summary>
    public static Reading<TPage> All<TItem, TPage>(IReadOnlyList<Reading<TItem>> items, Func<IEnumerable<TItem>, TPage> page) =>
        Of([.. items.SelectMany(item => item.Needs)], texts => page(items.Select(item => item.Render(texts)).ToArray()));
}
