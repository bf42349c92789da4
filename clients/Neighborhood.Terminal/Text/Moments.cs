using Google.Protobuf.WellKnownTypes;

namespace Neighborhood.Terminal.Text;

/// <summary>Times as people read them, in the zone of the reader.</summary>
public sealed class Moments(Words words, TimeProvider clock)
{
    /// <summary>The zone in which times are shown and typed.</summary>
    public TimeZoneInfo Zone => clock.LocalTimeZone;

    /// <summary>The present.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>"2026-11-22 21:12", or a dash where there is none.</summary>
    public string At(Timestamp? time) =>
        time is null ? "–" : TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Zone).ToString("yyyy-MM-dd HH:mm", words.Culture);

    /// <summary>Month and day with the time for this year's moments, the date alone for older ones: always at most 11 columns.</summary>
    public string Brief(Timestamp? time)
    {
        if (time is null)
        {
            return "–";
        }

        var local = TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Zone);
        var thisYear = local.Year == TimeZoneInfo.ConvertTime(Now, Zone).Year;
        return local.ToString(thisYear ? "MM-dd HH:mm" : "yyyy-MM-dd", words.Culture);
    }

    /// <summary>How long until then, in the two largest units that matter.</summary>
    public string Until(Timestamp time) => Span(time.ToDateTimeOffset() - Now);

    /// <summary>A length of time, in words.</summary>
    public string Span(TimeSpan span)
    {
        if (span <= TimeSpan.Zero)
        {
            return words["time_over"];
        }

        if (span.TotalDays >= 1)
        {
            return words.Say("time_days_hours", (int)span.TotalDays, span.Hours);
        }

        if (span.TotalHours >= 1)
        {
            return words.Say("time_hours_minutes", (int)span.TotalHours, span.Minutes);
        }

        return span.TotalMinutes >= 1 ? words.Say("time_minutes", (int)span.TotalMinutes) : words.Say("time_seconds", (int)Math.Ceiling(span.TotalSeconds));
    }
}
