using Microsoft.Extensions.Options;
using Neighborhood.Ledger;

namespace Neighborhood.Server.Hosting;

/// <summary>Whether the disk still has room. Asked by every command, so it looks at the disk at most once a second.</summary>
public sealed class SpaceGuard(IJournal journal, IOptions<ServerOptions> options, TimeProvider time)
{
    private long _lookedAt = long.MinValue;
    private bool _isShort;

    /// <summary>Whether the server only reads.</summary>
    public bool IsShort
    {
        get
        {
            var now = time.GetTimestamp();
            if (Volatile.Read(ref _lookedAt) is var last && (last == long.MinValue || time.GetElapsedTime(last, now).TotalSeconds >= 1))
            {
                Volatile.Write(ref _lookedAt, now);
                Volatile.Write(ref _isShort, journal.FreeSpaceBytes < (long)options.Value.FreeSpaceMarkMiB << 20);
            }

            return Volatile.Read(ref _isShort);
        }
    }
}
