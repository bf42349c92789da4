using Google.Protobuf;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Core;

/// <summary>What a command decided: facts with what stands beside them, or a refusal. Nothing at all is a decision too (a repeat of a relay).</summary>
public sealed class Decision
{
    /// <summary>Why nothing happens, or null.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The facts in order, each with its side item or null.</summary>
    public List<(Fact Fact, SideItem? Side)> Facts { get; } = [];

    /// <summary>Vault records to put, by key.</summary>
    public List<(string Key, IMessage Record)> VaultPuts { get; } = [];

    /// <summary>Vault records to erase.</summary>
    public List<string> VaultErasures { get; } = [];

    /// <summary>Entries whose side items are erased.</summary>
    public List<long> SideErasures { get; } = [];

    /// <summary>Adds a fact.</summary>
    public Decision Add(Fact fact, SideItem? side = null)
    {
        Facts.Add((fact, side));
        return this;
    }

    /// <summary>Puts a record into the vault.</summary>
    public Decision Put(string key, IMessage record)
    {
        VaultPuts.Add((key, record));
        return this;
    }

    /// <summary>A decision of one fact.</summary>
    public static Decision Of(Fact fact, SideItem? side = null) => new Decision().Add(fact, side);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision(Refusal refusal) => new() { Refusal = refusal };
}
