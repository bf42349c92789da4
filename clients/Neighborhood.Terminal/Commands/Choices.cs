using System.CommandLine;
using System.Text.RegularExpressions;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Values of enums as people type them: <c>MostDiscussed</c> is <c>most-discussed</c>.</summary>
internal static partial class Choices
{
    /// <summary>Lets an option take these words alone, and names them in its help.</summary>
    public static Option<TEnum> Into<TEnum>(Option<TEnum> option, Phrases phrases)
        where TEnum : struct, Enum
    {
        var words = Enum.GetValues<TEnum>().Where(IsOffered).Select(WordOf).ToList();
        option.CustomParser = typed =>
        {
            var word = typed.Tokens.Count == 0 ? "" : typed.Tokens[0].Value;
            if (Find<TEnum>(word) is { } value)
            {
                return value;
            }

            typed.AddError(phrases.Say("usage_choice", word, option.Name, string.Join(", ", words)));
            return default;
        };
        option.HelpName = string.Join('|', words);
        if (option.HasDefaultValue && option.GetDefaultValue() is TEnum otherwise && IsOffered(otherwise))
        {
            option.Description += phrases.Say("help_default", WordOf(otherwise));
        }

        return option;
    }

    /// <summary>The value of a word; null where there is none.</summary>
    public static TEnum? Find<TEnum>(string word)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (IsOffered(value) && WordOf(value) == word)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The word of a value.</summary>
    public static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Capitals().Replace(value.ToString(), "-$1").ToLowerInvariant();

    /// <summary>Whether a person may choose a value: it is named, and not only ever told.</summary>
    public static bool IsOffered<TEnum>(TEnum value)
        where TEnum : struct, Enum => !value.Equals(default(TEnum)) && value is not BindingStatus.Revoked;

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capitals();
}
