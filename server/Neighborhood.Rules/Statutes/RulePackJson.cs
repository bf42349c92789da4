using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Neighborhood.Rules.Statutes;

/// <summary>The JSON of a rule pack. Strict, because a misspelt field would silently change a law: nothing unknown, doubled or missing.</summary>
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
    };

    public static RulePack Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new FormatException($"A rule pack has at most {MaxBytes} bytes.");
        }

        try
        {
            return JsonSerializer.Deserialize<RulePack>(json, Options) ?? throw new FormatException("A rule pack is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The rule pack cannot be read: {e.Message}", e);
        }
    }

    public static byte[] Write(RulePack pack) => [.. JsonSerializer.SerializeToUtf8Bytes(pack, Options), (byte)'\n'];
}
