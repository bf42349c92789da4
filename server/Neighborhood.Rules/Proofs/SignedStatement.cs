using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The exact bytes that a person's device signs. Nothing in them tells a choice: a ballot is signed by its commitment, which the salt seals.
/// </summary>
/// <remarks>
/// Each statement is, in this order, numbers and lengths big endian:
/// <list type="number">
/// <item>its domain in ASCII and one zero byte, so that no statement can be taken for another;</item>
/// <item>the ledger's name: 4 bytes of length, then its UTF-8;</item>
/// <item>its numbers: 8 bytes each;</item>
/// <item>32 bytes: a commitment or a public key.</item>
/// </list>
/// </remarks>
public static class SignedStatement
{
    /// <summary>Bytes of what a statement ends in.</summary>
    public const int SubjectSize = 32;

    /// <summary>A ballot: "neighborhood signed ballot v1", the numbers poll, voter, cast-by and replaced ordinal, the commitment.</summary>
    /// <param name="ledger">communities/{community}</param>
    /// <param name="poll">The poll.</param>
    /// <param name="voter">The resident whose ballot it is.</param>
    /// <param name="castBy">The resident who hands it in for the voter; 0 for the voter.</param>
    /// <param name="replaces">Ordinal of the voter's ballot that it replaces, 0 for the first: an old ballot cannot be played in again.</param>
    /// <param name="commitment">See <see cref="BallotCommitment"/>, 32 bytes.</param>
    /// <exception cref="ArgumentException">The commitment is not 32 bytes.</exception>
    public static byte[] Ballot(string ledger, long poll, long voter, long castBy, long replaces, ReadOnlySpan<byte> commitment) =>
        Write("neighborhood signed ballot v1\0"u8, ledger, [poll, voter, castBy, replaces], commitment);

    /// <summary>That whoever registers a key holds its private half: "neighborhood device v1", the number resident, the public key.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static byte[] Possession(string ledger, long resident, ReadOnlySpan<byte> publicKey) =>
        Write("neighborhood device v1\0"u8, ledger, [resident], publicKey);

    /// <summary>
    /// That a device approves a further one: "neighborhood device approval v1", the numbers resident and approving device, the new public key.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static byte[] Approval(string ledger, long resident, long approvingDevice, ReadOnlySpan<byte> publicKey) =>
        Write("neighborhood device approval v1\0"u8, ledger, [resident, approvingDevice], publicKey);

    /// <summary>
    /// That a voter names a proxy: "neighborhood proxy v1", the numbers principal, proxy and valid-until in microseconds, and SHA-256 of the scope:
    /// the number of polls (4 bytes) and each (8), the number of matters (4) and of each the length (4) and UTF-8.
    /// </summary>
    public static byte[] Proxy(
        string ledger, long principal, long proxy, long validUntilMicros, IReadOnlyCollection<long> polls, IReadOnlyCollection<string> matters)
    {
        ArgumentNullException.ThrowIfNull(polls);
        ArgumentNullException.ThrowIfNull(matters);
        using var scope = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        Count(polls.Count, number);
        foreach (var poll in polls)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, poll);
            scope.AppendData(number);
        }

        Count(matters.Count, number);
        foreach (var matter in matters)
        {
            var text = Encoding.UTF8.GetBytes(matter);
            Count(text.Length, number);
            scope.AppendData(text);
        }

        return Write("neighborhood proxy v1\0"u8, ledger, [principal, proxy, validUntilMicros], scope.GetHashAndReset());

        void Count(int count, Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, count);
            scope.AppendData(bytes[..sizeof(int)]);
        }
    }

    private static byte[] Write(ReadOnlySpan<byte> domain, string ledger, ReadOnlySpan<long> numbers, ReadOnlySpan<byte> subject)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (subject.Length != SubjectSize)
        {
            throw new ArgumentException($"A statement ends in {SubjectSize} bytes.", nameof(subject));
        }

        var name = Encoding.UTF8.GetByteCount(ledger);
        var bytes = new byte[domain.Length + sizeof(int) + name + (numbers.Length * sizeof(long)) + SubjectSize];
        domain.CopyTo(bytes);
        var rest = bytes.AsSpan(domain.Length);
        BinaryPrimitives.WriteInt32BigEndian(rest, name);
        Encoding.UTF8.GetBytes(ledger, rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + name)..];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, number);
            rest = rest[sizeof(long)..];
        }

        subject.CopyTo(rest);
        return bytes;
    }
}
