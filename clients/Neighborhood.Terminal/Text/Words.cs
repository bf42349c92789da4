using System.Globalization;
using System.Resources;

namespace Neighborhood.Terminal.Text;

/// <summary>The sentences of the interface in one language. A missing one is our mistake and throws.</summary>
public sealed class Words
{
    private static readonly ResourceManager Resources = new("Neighborhood.Terminal.Resources.Strings", typeof(Words).Assembly);

    private Words(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        Format = new SentenceFormat(Culture);
    }

    /// <summary>简体中文, the language of the house.</summary>
    public static Words Chinese { get; } = new("zh-Hans");

    /// <summary>English.</summary>
    public static Words English { get; } = new("en");

    /// <summary>"zh-Hans" or "en".</summary>
    public string Language { get; }

    /// <summary>The culture of numbers and dates.</summary>
    public CultureInfo Culture { get; }

    /// <summary>How values are put into sentences.</summary>
    internal SentenceFormat Format { get; }

    /// <summary>Whether 中文 is spoken.</summary>
    public bool IsChinese => this == Chinese;

    /// <summary>The words of a language tag such as "en", "en-GB" or "zh_CN.UTF-8"; 中文 for everything that is not English.</summary>
    public static Words For(string? language) =>
        language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    /// <summary>A sentence.</summary>
    public string this[string key] => Find(key) ?? throw new MissingManifestResourceException($"No sentence \"{key}\".");

    /// <summary>A sentence with values put in.</summary>
    public string Say(string key, params object?[] values) => string.Format(Format, this[key], values);

    /// <summary>The sentence of an enum's value, such as "Poll_State_Open"; a newer server may name one that is not known here.</summary>
    public string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Enum.IsDefined(value) ? this[KeyOf(value)] : this["value_unknown"];

    /// <summary>Whether there is a sentence.</summary>
    public string? Find(string key) => Resources.GetString(key, Culture);

    private static string KeyOf<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        var type = typeof(TEnum);
        var owner = type.DeclaringType?.DeclaringType;
        return owner is null ? $"{type.Name}_{value}" : $"{owner.Name}_{type.Name}_{value}";
    }
}
