using System.Collections.Immutable;
using System.Globalization;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Forms;

/// <summary>Fields that several forms have, with the limits of the contract.</summary>
public static class Fields
{
    private const int LeastPasswordLength = 10;

    /// <summary>A user name.</summary>
    public static Field UserName => new("user_name", "field_user_name") { IsRequired = true, MaxLength = 64 };

    /// <summary>A code from a sheet.</summary>
    public static Field Code => new("code", "field_code") { IsRequired = true, MaxLength = 64, Hint = "hint_code" };

    /// <summary>A reason that goes on record.</summary>
    public static Field Reason => new("reason", "field_reason", FieldKind.LongText) { IsRequired = true, Hint = "hint_reason" };

    /// <summary>A resident, by number.</summary>
    public static Field Resident(string name, string label) => new(name, label)
    {
        IsRequired = true,
        MaxLength = 16,
        Hint = "hint_resident",
        Check = text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "form_not_resident",
    };

    /// <summary>communities/{community}/residents/{resident} of the number typed.</summary>
    public static string ResidentOf(string number, Workspace workspace) => $"{workspace.Visitor.Community}/residents/{number.Trim()}";

    /// <summary>A password.</summary>
    public static Field Password(string name, string label) => new(name, label, FieldKind.Secret) { IsRequired = true };

    /// <summary>A password that is being chosen.</summary>
    public static Field NewPassword(string name) => Password(name, "field_new_password") with { Hint = "hint_password", Check = CheckNewPassword };

    /// <summary>A text of several lines.</summary>
    public static Field LongText(string name, string label, int maxLength, bool isRequired = true) =>
        new(name, label, FieldKind.LongText) { IsRequired = isRequired, MaxLength = maxLength };

    /// <summary>A choice among the values of an enum.</summary>
    public static Field Choice<TEnum>(string name, string label, TEnum chosen, bool withUnspecified = false) where TEnum : struct, Enum =>
        new(name, label, FieldKind.Choice)
        {
            Value = chosen.ToString(),
            IsRequired = true,
            Choices = [.. Enum.GetValues<TEnum>().Where(value => Choices.IsOffered(value) || (withUnspecified && value.Equals(default(TEnum))))
                .Select(value => new FieldChoice(value.ToString(), words => words.Of(value)))],
        };

    /// <summary>A date and time in the reader's zone: 2026-11-22 21:00.</summary>
    public static Field Moment(string name, string label, DateTimeOffset? value, Moments moments, bool isRequired) => new(name, label)
    {
        IsRequired = isRequired,
        Hint = "hint_moment",
        Value = value is { } time ? TimeZoneInfo.ConvertTime(time, moments.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
        Check = text => ParseMoment(text, moments.Zone) is null ? "form_not_a_moment" : null,
    };

    /// <summary>The moment typed, or null where it is none.</summary>
    public static DateTimeOffset? ParseMoment(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && !zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;

    /// <summary>The moment typed in a field that has been checked; null where it was left empty.</summary>
    public static Google.Protobuf.WellKnownTypes.Timestamp? Timestamp(string text, Moments moments) =>
        ParseMoment(text, moments.Zone) is { } time ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time) : null;

    /// <summary>The fen of an amount in yuan with at most two decimals, or null where it is none.</summary>
    public static long? ParseYuan(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan)
        && yuan is >= 0 and <= 1_000_000_000_000m && decimal.Truncate(yuan * 100) == yuan * 100
            ? (long)(yuan * 100)
            : null;

    /// <summary>The path that was typed; ~ is the home folder.</summary>
    public static string PathOf(string typed) => Path.GetFullPath(typed.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), typed[2..])
        : typed);

    /// <summary>Refuses, beside the second field, where two passwords differ.</summary>
    public static void DemandSame(FormState form, string first, string second, Words words)
    {
        if (form.Raw(first) != form.Raw(second))
        {
            throw Refusal(second, words["form_passwords_differ"]);
        }
    }

    /// <summary>Whether a new password is long enough to be sent at all.</summary>
    public static string? CheckNewPassword(string password) => password.Length < LeastPasswordLength ? "form_password_short" : null;

    /// <summary>A refusal of our own, shown as the server's are.</summary>
    public static RefusedException Refusal(string field, string sentence) => new(
        new Status(StatusCode.InvalidArgument, sentence), [], ErrorReason.InvalidField, [new FieldViolation(field, sentence)], null,
        ImmutableDictionary<string, string>.Empty);
}
