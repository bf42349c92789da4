using System.Collections.Immutable;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>A petition.</summary>
/// <param name="Id">The sequence of the entry that opened it.</param>
/// <param name="TimeMicros">When it was opened.</param>
/// <param name="Opened">Its terms, never changed.</param>
public sealed record PetitionInfo(long Id, long TimeMicros, PetitionOpened Opened)
{
    /// <summary>Where it stands.</summary>
    public State State { get; init; } = State.Open;

    /// <summary>Who signed, each with what it counts.</summary>
    public ImmutableSortedDictionary<long, PetitionSigned> Signatures { get; init; } = ImmutableSortedDictionary<long, PetitionSigned>.Empty;

    /// <summary>How many have signed, as the petition counts them.</summary>
    public long Have { get; init; }

    /// <summary>Signatures are collected before this time.</summary>
    public long ExpiresMicros { get; init; } = Opened.ExpiresMicros;

    /// <summary>When enough had signed, or 0.</summary>
    public long ReachedMicros { get; init; }

    /// <summary>By when the poll must be announced; 0 before enough have signed.</summary>
    public long ConveneUntilMicros { get; init; }

    /// <summary>Whether it is on record that no poll was announced in time.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>The poll on it, or 0.</summary>
    public long Poll { get; init; }

    /// <summary>Whether the reasons were removed.</summary>
    public bool IsRedacted { get; init; }

    /// <summary>When the clock has something to put on record, or null.</summary>
    internal long? DueMicros => State switch
    {
        State.Open => ExpiresMicros,
        State.Reached when !IsOverdue => ConveneUntilMicros,
        _ => null,
    };
}
