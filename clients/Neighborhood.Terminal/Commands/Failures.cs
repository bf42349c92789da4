using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Commands;

/// <summary>Turns what went wrong into one sentence on the error stream and an exit code; the insides of a fault are never shown.</summary>
internal sealed class Failures(Surroundings around, Phrases phrases, bool isJson)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ExitCode Tell(Exception fault, CancellationToken cancel)
    {
        var code = CodeOf(fault, cancel);
        around.Error.WriteLine(isJson ? JsonOf(fault, code).ToJsonString(Readable) : SentenceOf(fault));
        foreach (var field in isJson ? [] : (fault as RefusedException)?.Fields ?? [])
        {
            around.Error.WriteLine($"  {field.Field}: {field.Description}");
        }

        return code;
    }

    private static ExitCode CodeOf(Exception fault, CancellationToken cancel) => fault switch
    {
        _ when cancel.IsCancellationRequested => ExitCode.Interrupted,
        RefusedException => ExitCode.Refused,
        RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.InvalidArgument } => ExitCode.Refused,
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled } => ExitCode.Unreachable,
        UsageException or RollFileException or InvalidDataException or IOException or UnauthorizedAccessException => ExitCode.Usage,
        _ => ExitCode.Fault,
    };

    private string SentenceOf(Exception fault) => fault switch
    {
        UsageException usage => usage.Message,
        RollFileException roll => RollFaults.Explain(roll, phrases),
        FileNotFoundException file => phrases.Say("usage_no_file", file.FileName),
        InvalidDataException data => phrases.Say("usage_file", data.Message),
        IOException or UnauthorizedAccessException => phrases.Say("usage_file", fault.Message),
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
                    [.. (refused?.Fields ?? []).Select(field => (JsonNode?)new JsonObject { ["field"] = field.Field, ["description"] = field.Description })]),
            },
        };
    }
}
