using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
    private readonly byte[] _digestKey;

    private ServerKeys(KeyFile file)
    {
        Signer = NoteSigner.Import(file.NoteKey);
        var secret = Convert.FromBase64String(file.Secret);
        _codeKey = Derive(secret, "codes");
        _digestKey = Derive(secret, "digests");
        TokenKey = Derive(secret, "tokens");
    }

    /// <inheritdoc/>
    public NoteSigner Signer { get; }

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
        var name = Encoding.UTF8.GetByteCount(rpc);
        var message = ArrayPool<byte>.Shared.Rent(name + 1 + body.Length);
        Encoding.UTF8.GetBytes(rpc, message);
        message[name] = 0;
        body.CopyTo(message.AsSpan(name + 1));
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_digestKey, message.AsSpan(0, name + 1 + body.Length), hash);
        ArrayPool<byte>.Shared.Return(message);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <inheritdoc/>
    public byte[] Seed() => RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public void Dispose() => Signer.Dispose();

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
