using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Neighborhood.Terminal.Commands;

/// <summary>Times as typed: "2026-12-01 18:00" where the person is, the same with an offset, or "+3d", "+2h", "+10m", "+30s" from now.</summary>
internal static class Times
{
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_500);

    public static Timestamp Parse(Invocation run, string typed) =>
        FromNow(run, typed) ?? Absolute(run, typed) ?? throw new UsageException(run.Phrases.Say("usage_time", typed));

    /// <summary>A length such as "3d", "2h", "10m" or "30s"; null where it is none, or longer than a century.</summary>
    public static TimeSpan? Span(string typed)
    {
        if (typed is not [.. var digits, var unit] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        TimeSpan? span = unit switch
        {
            'd' => TimeSpan.FromDays(Math.Min(count, 36_500)),
            'h' => TimeSpan.FromHours(count),
            'm' => TimeSpan.FromMinutes(count),
            's' => TimeSpan.FromSeconds(count),
            _ => null,
        };
        return span < Century ? span : null;
    }

    private static Timestamp? FromNow(Invocation run, string typed) =>
        typed is ['+', .. var length] && Span(length) is { } span ? Timestamp.FromDateTimeOffset(run.Around.Clock.GetUtcNow() + span) : null;

    private static Timestamp? Absolute(Invocation run, string typed)
    {
        if (!DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        var zone = run.Around.Clock.LocalTimeZone;
        return time.Kind == DateTimeKind.Unspecified
            ? Timestamp.FromDateTime(TimeZoneInfo.ConvertTimeToUtc(time, zone))
            : Timestamp.FromDateTime(time.ToUniversalTime());
    }
}
