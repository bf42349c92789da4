using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Formats;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Commands;

/// <summary>Turns what went wrong into one sentence on the error stream and an exit code; the insides of a fault are never shown.</summary>
internal sealed class Failures(Surroundings around, Phrases phrases, bool isJson)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Phrases _counting = new("Counting", phrases.Words);

    public ExitCode Tell(Exception fault, CancellationToken cancel)
    {
        var code = CodeOf(fault, cancel);
        around.Error.WriteLine(isJson ? JsonOf(fault, code).ToJsonString(Readable) : SentenceOf(fault));
        foreach (var (field, description) in isJson ? [] : FieldsOf(fault))
        {
            around.Error.WriteLine($"  {field}: {description}");
        }

        return code;
    }

    private static ExitCode CodeOf(Exception fault, CancellationToken cancel) => fault switch
    {
        _ when cancel.IsCancellationRequested => ExitCode.Interrupted,
        RefusedException => ExitCode.Refused,
        RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.InvalidArgument } => ExitCode.Refused,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled } => ExitCode.Unreachable,
        UsageException or ElectionFileException or OverflowException => ExitCode.Usage,
        _ when FileFaults.Is(fault) => ExitCode.Usage,
        _ => ExitCode.Fault,
    };

    private IEnumerable<(string Field, string Description)> FieldsOf(Exception fault) => fault switch
    {
        RefusedException refused => refused.Fields.Select(field => (field.Field, FieldProblems.Explain(field, refused, phrases.Words))),
        ElectionFileException file => file.Faults.Select(one => FaultText.Pair(one, _counting)),
        _ => [],
    };

    private string SentenceOf(Exception fault) => fault switch
    {
        ElectionFileException file => _counting.Say("usage_bad_lines", file.Faults.Count),
        OverflowException => _counting["usage_too_large"],
        UsageException usage => usage.Message,
        _ when FileFaults.Is(fault) => FileFaults.Explain(fault, phrases),
        _ => Refusals.Explain(fault, phrases.Words),
    };

    private JsonObject JsonOf(Exception fault, ExitCode code)
    {
        var refused = fault as RefusedException;
        return new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = (int)code,
                ["reason"] = refused?.Reason.ToString() ?? code.ToString(),
                ["message"] = SentenceOf(fault),
                ["fields"] = new JsonArray(
                    [.. FieldsOf(fault).Select(one => (JsonNode?)new JsonObject { ["field"] = one.Field, ["description"] = one.Description })]),
            },
        };
    }
}
