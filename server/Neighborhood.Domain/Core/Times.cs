using Google.Protobuf.WellKnownTypes;

namespace Neighborhood.Domain.Core;

/// <summary>Ledger time is microseconds since 1970-01-01 UTC; the contract speaks timestamps.</summary>
public static class Times
{
    /// <summary>Microseconds of a minute.</summary>
    public const long MinuteMicros = 60L * 1_000_000;

    /// <summary>Microseconds of an hour.</summary>
    public const long HourMicros = 3_600L * 1_000_000;

    /// <summary>Microseconds of a day.</summary>
    public const long DayMicros = 24 * HourMicros;

    /// <summary>The timestamp of a ledger time.</summary>
    public static Timestamp Timestamp(long micros)
    {
        var (seconds, rest) = Math.DivRem(micros, 1_000_000);
        return new Timestamp { Seconds = rest < 0 ? seconds - 1 : seconds, Nanos = (int)(rest < 0 ? rest + 1_000_000 : rest) * 1_000 };
    }

    /// <summary>The timestamp of a ledger time, or null for 0, which stands for never.</summary>
    public static Timestamp? TimestampOrNull(long micros) => micros == 0 ? null : Timestamp(micros);

    /// <summary>The ledger time of a timestamp, cut to microseconds; null where it is absent or outside the years 1970 to 9999.</summary>
    public static long? Micros(Timestamp? timestamp) =>
        timestamp is { Seconds: >= 0 and < 253_402_300_800, Nanos: >= 0 and < 1_000_000_000 } ? timestamp.Seconds * 1_000_000 + timestamp.Nanos / 1_000 : null;
}
