using System.CommandLine;
using System.Text.RegularExpressions;

namespace Neighborhood.Terminal.Commands;

/// <summary>Values of enums as people type them: <c>MostDiscussed</c> is <c>most-discussed</c>.</summary>
internal static partial class Choices
{
    /// <summary>Lets an option take these words alone, and names them in its help.</summary>
    public static Option<TEnum> Into<TEnum>(Option<TEnum> option, Phrases phrases)
        where TEnum : struct, Enum
    {
        var words = Enum.GetValues<TEnum>().Where(IsNamed).Select(WordOf).ToList();
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
        if (option.HasDefaultValue && option.GetDefaultValue() is TEnum otherwise && IsNamed(otherwise))
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
            if (IsNamed(value) && WordOf(value) == word)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The word of a value.</summary>
    public static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Capitals().Replace(value.ToString(), "-$1").ToLowerInvariant();

    private static bool IsNamed<TEnum>(TEnum value)
        where TEnum : struct, Enum => !value.Equals(default(TEnum));

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capitals();
}
