using System.Text;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// What people sign in with: 2 to 32 letters and digits of any script, dots, hyphens and underscores.
/// Two that differ in case or width are the same.
/// </summary>
public static class UserName
{
    /// <summary>Fewest characters.</summary>
    public const int MinChars = 2;

    /// <summary>Most characters.</summary>
    public const int MaxChars = 32;

    /// <summary>What user names are compared by; null where the text cannot be one.</summary>
    public static string? Key(string userName)
    {
        var trimmed = userName.Trim();
        if (trimmed.Length > MaxChars * 2 || !trimmed.EnumerateRunes().All(IsAllowed))
        {
            return null;
        }

        var key = trimmed.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return key.EnumerateRunes().Count() is >= MinChars and <= MaxChars && key.EnumerateRunes().All(IsAllowed) ? key : null;
    }

    internal static Refusal? Check(string userName, DirectoryState state)
    {
        if (Key(userName) is not { } key)
        {
            return Refusal.BadField("user_name", FieldProblem.NotAUserName, ("min", MinChars), ("max", MaxChars));
        }

        return state.Vault.AccountNamed(key) == 0 ? null : new Refusal(V1.ErrorReason.UserNameTaken, "user_name");
    }

    // Marks belong to the letters of many scripts.
    private static bool IsAllowed(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '_' or '-'
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
