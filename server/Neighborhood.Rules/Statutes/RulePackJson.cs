using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Neighborhood.Rules.Statutes;

/// <summary>The JSON of a rule. Strict, because a misspelt field would silently change a law: nothing unknown, doubled or missing.</summary>
internal static class RulePackJson
{
    private const int MaxBytes = 64 << 10;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new FormatException($"A rule has at most {MaxBytes} bytes.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException("A rule is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The rule cannot be read: {e.Message}", e);
        }
    }

    public static byte[] Write<T>(T written) => [.. JsonSerializer.SerializeToUtf8Bytes(written, Options), (byte)'\n'];

    /// <summary>A part of a rule, as it stands in its JSON.</summary>
    public static JsonObject Node<T>(T part) => JsonSerializer.SerializeToNode(part, Options)!.AsObject();

    /// <summary>A rule that was changed field by field, to be read again.</summary>
    public static byte[] Bytes(JsonObject rule) => JsonSerializer.SerializeToUtf8Bytes(rule, Options);

    /// <summary>What is left out of a file is what it had no need to say, so that older files are written as they were.</summary>
    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(
            property => property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable))))
        {
            property.ShouldSerialize = static (_, value) => value is not ICollection { Count: 0 };
        }
    }
}
