using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>Which passwords are accepted: length is what counts, and what everybody tries first is refused.</summary>
public static class PasswordPolicy
{
    /// <summary>Fewest characters.</summary>
    public const int MinChars = 10;

    /// <summary>Most characters, so that hashing has a bound.</summary>
    public const int MaxChars = 200;

    private const int MinDistinctChars = 5;

    // Only those of ten characters and more: shorter ones are refused anyway.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "0987654321", "9876543210", "1234567891", "12345678910", "123456789a", "a123456789", "a1234567890", "123456789q",
        "qwertyuiop", "qwertyuiop123", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qazwsxedcrfv", "asdfghjkl123", "zxcvbnm123", "abcdefghij",
        "password12", "password123", "password1234", "passw0rd123", "administrator", "woaini1314", "woaini5201314", "5201314520", "aini1314520",
        "iloveyou123", "letmein123", "welcome123", "qq123456789", "abc123456789", "abcd123456", "aa123456789", "1234567890a", "neighborhood",
    };

    /// <summary>Why a password is refused, or null. The refusal never holds the password.</summary>
    public static Refusal? Check(string password, string field)
    {
        var length = password.EnumerateRunes().Count();
        if (length > MaxChars)
        {
            return Refusal.BadField(field, FieldProblem.TooManyCharacters, ("max", MaxChars));
        }

        return length < MinChars || password.Distinct().Count() < MinDistinctChars || Common.Contains(password.Trim())
            ? Refusal.With(ErrorReason.PasswordTooWeak, "min_length", MinChars, field)
            : null;
    }
}
