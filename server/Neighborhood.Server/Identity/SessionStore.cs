using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>
/// Sessions. An access token is checked by one look into memory and, when it comes first, one HMAC; a refresh token rotates, and one that comes twice ends its
/// session. Both end at once when the session is revoked. Sessions are no facts: they stand in the expiring collection.
/// </summary>
public sealed class SessionStore(GroupCommit commit, ServerKeys keys, TimeProvider time)
{
    /// <summary>How long an access token lives.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lives without being refreshed.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

    /// <summary>Sessions of one account; the oldest goes when there is one more.</summary>
    public const int SessionsPerAccount = 20;

    /// <summary>Where sessions are kept.</summary>
    public const string Collection = "sessions";

    private const int TokenBytes = 8 + 16 + 8 + 16;
    private readonly ConcurrentDictionary<Guid, SessionRecord> _sessions = new();
    private readonly Lock _refreshLock = new();

    /// <summary>How many sessions live.</summary>
    public int Count => _sessions.Count;

    /// <summary>Raised with the session's id when it ends, so that its watches end too.</summary>
    public event Action<Guid>? Ended;

    /// <summary>Reads the sessions that were kept.</summary>
    public async Task LoadAsync(IJournal journal, CancellationToken cancel)
    {
        foreach (var record in await journal.ReadExpiringAsync(Collection, time.GetUtcNow(), cancel))
        {
            _sessions[Guid.Parse(record.Key)] = SessionRecord.Read(record.Value.Span, record.ExpiresAt);
        }
    }

    /// <summary>Begins a session; it is durable when the task completes.</summary>
    public async Task<Session> BeginAsync(long account)
    {
        var old = _sessions.Where(pair => pair.Value.Account == account).OrderBy(pair => pair.Value.ExpiresAt).ToList();
        await RevokeAsync(old.Take(Math.Max(0, old.Count - SessionsPerAccount + 1)).Select(pair => pair.Key));
        var id = Guid.NewGuid();
        var (session, record) = await WriteAsync(id, account);
        _sessions[id] = record;
        return session;
    }

    /// <summary>Rotates a refresh token. Null where it is unknown, spent or revoked; a spent one ends its session.</summary>
    public async Task<Session?> RefreshAsync(string refreshToken)
    {
        if (!TryReadRefresh(refreshToken, out var id, out var hash) || !_sessions.TryGetValue(id, out var record))
        {
            return null;
        }

        SessionRecord? spent = null;
        lock (_refreshLock)
        {
            if (_sessions.TryGetValue(id, out record) && CryptographicOperations.FixedTimeEquals(record.RefreshHash, hash)
                && record.ExpiresAt > time.GetUtcNow())
            {
                // Taken out before the wait, so that a second use of the token finds it spent.
                _sessions[id] = spent = record with { RefreshHash = [] };
            }
        }

        if (spent is null)
        {
            await RevokeAsync([id]);
            return null;
        }

        var renewed = await WriteAsync(id, spent.Account);
        if (_sessions.TryUpdate(id, renewed.Record, spent))
        {
            return renewed.Session;
        }

        // The session was ended during the write, by a second use of the token or by its owner; what was written goes again.
        await commit.WriteExpiringAsync([], [(Collection, id.ToString("N"))]);
        return null;
    }

    /// <summary>Whose an access token is, and when it ends in seconds since 1970; null where it is not valid.</summary>
    public (long Account, Guid Session, long ExpiresSeconds)? Check(ReadOnlySpan<char> accessToken)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        if (!TryDecode(accessToken, token))
        {
            return null;
        }

        var session = new Guid(token[8..24]);
        if (!_sessions.TryGetValue(session, out var record) || !IsOurs(token, record))
        {
            return null;
        }

        var expires = BinaryPrimitives.ReadInt64BigEndian(token[24..]);
        return expires > time.GetUtcNow().ToUnixTimeSeconds() ? (BinaryPrimitives.ReadInt64BigEndian(token), session, expires) : null;
    }

    /// <summary>
    /// Whether the server made a token. A session remembers its last one: the HMAC is by far the dearest part of a check, and it goes with the session.
    /// </summary>
    private bool IsOurs(ReadOnlySpan<byte> token, SessionRecord record)
    {
        if (record.CheckedToken is { } known && CryptographicOperations.FixedTimeEquals(known, token))
        {
            return true;
        }

        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(keys.TokenKey, token[..32], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac[..16], token[32..]))
        {
            return false;
        }

        record.CheckedToken = token.ToArray();
        return true;
    }

    /// <summary>Ends sessions, at once.</summary>
    public async Task RevokeAsync(IEnumerable<Guid> sessions)
    {
        var ended = sessions.Where(id => _sessions.TryRemove(id, out _)).ToList();
        foreach (var id in ended)
        {
            Ended?.Invoke(id);
        }

        if (ended.Count > 0)
        {
            await commit.WriteExpiringAsync([], ended.Select(id => (Collection, id.ToString("N"))));
        }
    }

    /// <summary>Ends all sessions of an account but one.</summary>
    public Task RevokeAllAsync(long account, Guid but = default) =>
        RevokeAsync([.. _sessions.Where(pair => pair.Value.Account == account && pair.Key != but).Select(pair => pair.Key)]);

    private async Task<(Session Session, SessionRecord Record)> WriteAsync(Guid id, long account)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var now = time.GetUtcNow();
        var record = new SessionRecord(account, SHA256.HashData(secret), now + RefreshLifetime);
        await commit.WriteExpiringAsync([new ExpiringRecord(Collection, id.ToString("N"), record.Write(), record.ExpiresAt)], []);
        var session = new Session
        {
            Account = $"accounts/{account}",
            AccessToken = AccessToken(account, id, now + AccessLifetime),
            AccessTokenExpiresAt = (now + AccessLifetime).ToTimestamp(),
            RefreshToken = Base64Url.EncodeToString([.. id.ToByteArray(), .. secret]),
            RefreshTokenExpiresAt = record.ExpiresAt.ToTimestamp(),
        };
        return (session, record);
    }

    private string AccessToken(long account, Guid session, DateTimeOffset expires)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, account);
        session.TryWriteBytes(token[8..]);
        BinaryPrimitives.WriteInt64BigEndian(token[24..], expires.ToUnixTimeSeconds());
        HMACSHA256.HashData(keys.TokenKey, token[..32])[..16].CopyTo(token[32..]);
        return Base64Url.EncodeToString(token);
    }

    // Not TryDecodeFromChars, which throws at characters of no code.
    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(bytes.Length)
        && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
        && written == bytes.Length;

    private static bool TryReadRefresh(string token, out Guid id, out byte[] hash)
    {
        (id, hash) = (Guid.Empty, []);
        Span<byte> bytes = stackalloc byte[48];
        if (!TryDecode(token, bytes))
        {
            return false;
        }

        id = new Guid(bytes[..16]);
        hash = SHA256.HashData(bytes[16..]);
        return true;
    }

    private sealed record SessionRecord(long Account, byte[] RefreshHash, DateTimeOffset ExpiresAt)
    {
        /// <summary>The access token that was checked last, or null. Several may be valid at once; any of them may stand here.</summary>
        public byte[]? CheckedToken { get; set; }

        public byte[] Write()
        {
            var bytes = new byte[40];
            BinaryPrimitives.WriteInt64BigEndian(bytes, Account);
            RefreshHash.CopyTo(bytes, 8);
            return bytes;
        }

        public static SessionRecord Read(ReadOnlySpan<byte> bytes, DateTimeOffset expiresAt) =>
            new(BinaryPrimitives.ReadInt64BigEndian(bytes), bytes[8..].ToArray(), expiresAt);
    }
}
