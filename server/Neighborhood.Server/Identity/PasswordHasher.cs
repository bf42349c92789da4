using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Konscious.Security.Cryptography;
using Neighborhood.Domain.Directory;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Identity;

/// <summary>Argon2id by a library, with the parameters of OWASP's password storage cheat sheet (19 MiB, 2 passes), in PHC string form.</summary>
/// <remarks>A few at a time: each takes its memory, and they must not hold up anything else.</remarks>
public sealed class PasswordHasher : IDisposable
{
    private const int MemoryKiB = 19_456;
    private const int Passes = 2;
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A salted hash. What is too weak is refused first: nothing is spent on it, and of an empty one there is no hash.</summary>
    /// <exception cref="RpcException">It is too weak; the field at fault is named.</exception>
    public async Task<string> HashAsync(string password, string field, CancellationToken cancel)
    {
        if (PasswordPolicy.Check(password, field) is { } refusal)
        {
            throw ErrorTable.ToException(refusal);
        }

        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = await ComputeAsync(password, salt, MemoryKiB, Passes, cancel);
        return $"$argon2id$v=19$m={MemoryKiB},t={Passes},p=1${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }

    /// <summary>Whether a password is the one hashed. An unknown account is checked against nothing, at the same cost.</summary>
    public async Task<bool> VerifyAsync(string password, string? phc, CancellationToken cancel)
    {
        var parts = phc?.Split('$') ?? [];
        if (parts.Length != 6)
        {
            await ComputeAsync(password, new byte[16], MemoryKiB, Passes, cancel);
            return false;
        }

        var settings = parts[3].Split(',').Select(setting => int.Parse(setting.AsSpan(2), provider: null)).ToArray();
        var hash = await ComputeAsync(password, Convert.FromBase64String(parts[4]), settings[0], settings[1], cancel);
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(parts[5]));
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<byte[]> ComputeAsync(string password, byte[] salt, int memoryKiB, int passes, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)))
            {
                Salt = salt,
                MemorySize = memoryKiB,
                Iterations = passes,
                DegreeOfParallelism = 1,
            };
            return await argon.GetBytesAsync(32);
        }
        finally
        {
            _slots.Release();
        }
    }
}
