using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Ledger;
using Neighborhood.Rules.Proofs;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// The server's secrets, made at its first start and kept in <c>server.keys</c> with owner-only rights: the key that signs tree heads, and one
/// secret from which the keys for codes, request digests and access tokens are derived (HKDF).
/// </summary>
public sealed class ServerKeys : ILedgerKeys, IDisposable
{
    private readonly byte[] _codeKey;
    private readonly ThreadLocal<IncrementalHash> _digests;
    private readonly Lock _seedLock = new();
    private readonly byte[] _seeds = new byte[64 * Entropy.SeedBytes];
    private int _seedsUsedBytes;
    private int _disposed;

    private ServerKeys(KeyFile file)
    {
        Signer = NoteSigner.Import(file.NoteKey);
        var secret = Convert.FromBase64String(file.Secret);
        _codeKey = Derive(secret, "codes");
        var digestKey = Derive(secret, "digests");
        _digests = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, digestKey), trackAllValues: true);
        _seedsUsedBytes = _seeds.Length;
        TokenKey = Derive(secret, "tokens");
        Witness = new WitnessSigner(Signer.Name + "/witness", Derive(secret, "witness"));
    }

    /// <inheritdoc/>
    public NoteSigner Signer { get; }

    /// <summary>Cosigns the heads of other servers.</summary>
    public WitnessSigner Witness { get; }

    /// <summary>The key of access tokens.</summary>
    public byte[] TokenKey { get; }

    /// <summary>Reads the keys of a data folder, or makes them.</summary>
    public static ServerKeys Open(string dataFolder, string name)
    {
        var path = Path.Combine(dataFolder, "server.keys");
        if (!File.Exists(path))
        {
            Write(path, name.Length > 0 ? name : $"neighborhood-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        }

        return new ServerKeys(JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} is empty."));
    }

    /// <inheritdoc/>
    public string CodeFor(string purpose, string ledger, long id)
    {
        var mac = HMACSHA256.HashData(_codeKey, Encoding.UTF8.GetBytes($"{purpose}\0{ledger}\0{id}"));
        return SecretCode.Encode(mac);
    }

    /// <inheritdoc/>
    public byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(SecretCode.Normalize(code) ?? code));

    /// <inheritdoc/>
    public ulong Digest(string rpc, ReadOnlySpan<byte> body)
    {
        // A keyed hash at rest is used again by its thread: setting one up costs more than a request's few bytes.
        var digest = _digests.Value!;
        Span<byte> name = stackalloc byte[Encoding.UTF8.GetMaxByteCount(rpc.Length) + 1];
        var length = Encoding.UTF8.GetBytes(rpc, name);
        name[length] = 0;
        digest.AppendData(name[..(length + 1)]);
        digest.AppendData(body);
        Span<byte> hash = stackalloc byte[32];
        digest.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <inheritdoc/>
    public byte[] Seed()
    {
        // Drawn many at a time, each handed out once and wiped: one look at the system's chance costs more than a whole decision.
        lock (_seedLock)
        {
            if (_seedsUsedBytes == _seeds.Length)
            {
                RandomNumberGenerator.Fill(_seeds);
                _seedsUsedBytes = 0;
            }

            var next = _seeds.AsSpan(_seedsUsedBytes, Entropy.SeedBytes);
            var seed = next.ToArray();
            next.Clear();
            _seedsUsedBytes += Entropy.SeedBytes;
            return seed;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The container knows it under two names.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        foreach (var digest in _digests.Values)
        {
            digest.Dispose();
        }

        _digests.Dispose();
        Signer.Dispose();
        Witness.Dispose();
    }

    private static byte[] Derive(byte[] secret, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(use));

    private static void Write(string path, string name)
    {
        using var signer = NoteSigner.Generate(name);
        var file = new KeyFile(signer.Export(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Under another name until it is whole and on disk: half a key file would lock the server out of its own ledgers.
        var draft = path + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, file);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    private sealed record KeyFile(string NoteKey, string Secret);
}
