using System.Buffers.Binary;

namespace Neighborhood.Rules.Proofs;

/// <summary>The private key of a witness, which cosigns heads: C2SP tlog-cosignature, cosignature/v1. Dispose it to wipe the key from memory.</summary>
public sealed class WitnessSigner : IDisposable
{
    private readonly DeviceKey _key;
    private readonly uint _id;

    /// <summary>The key of 32 secret bytes.</summary>
    /// <exception cref="ArgumentException">The name is none for a key.</exception>
    /// <exception cref="FormatException">The secret has another length.</exception>
    public WitnessSigner(string name, ReadOnlySpan<byte> secret)
    {
        NoteKeyName.ThrowUnlessValid(name);
        Name = name;
        _key = DeviceKey.Import(secret);
        _id = WitnessKey.IdOf(name, _key.PublicKey.Span);
        Key = WitnessKey.Print(name, _key.PublicKey.Span);
    }

    /// <summary>The name of the key.</summary>
    public string Name { get; }

    /// <summary>The public key in print.</summary>
    public string Key { get; }

    /// <summary>Says that at this time, in seconds since 1970, nothing was seen that contradicts the checkpoint with this text.</summary>
    public NoteSignature Cosign(string text, ulong seconds)
    {
        var signature = new byte[sizeof(ulong) + DeviceKey.SignatureSize];
        BinaryPrimitives.WriteUInt64BigEndian(signature, seconds);
        _key.Sign(WitnessKey.Statement(text, seconds)).CopyTo(signature, sizeof(ulong));
        return new NoteSignature(Name, _id, signature);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
