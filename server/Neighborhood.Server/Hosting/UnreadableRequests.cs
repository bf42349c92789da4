using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// A body that is no message, or too large for one, fails before any interceptor sees it, and the framework answers it with a status of its own,
/// UNKNOWN even where the caller is at fault. Here it gets one of the table of errors.
/// </summary>
internal static class UnreadableRequests
{
    private const string Status = "grpc-status";
    private const string Details = "grpc-status-details-bin";

    /// <summary>Answers them; everything else passes.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || RefusalOf(context.Response.Headers[Status]) is not { } refusal || CallInterceptor.HasSeen(context))
        {
            return;
        }

        var answer = ErrorTable.ToException(refusal);
        var headers = context.Response.Headers;
        headers[Status] = $"{(int)answer.StatusCode}";
        headers["grpc-message"] = answer.Status.Detail;
        headers[Details] = Convert.ToBase64String(answer.Trailers.GetValueBytes(Details) ?? []);
    }

    // By number, as they stand in the header: UNKNOWN and INTERNAL, and RESOURCE_EXHAUSTED.
    private static Refusal? RefusalOf(string? status) => status switch
    {
        "2" or "13" => Refusal.BadField("body", FieldProblem.NotAMessage),
        "8" => Refusal.With(ErrorReason.LimitExceeded, "limit", ServerHost.MaxRequestBytes, "body"),
        _ => null,
    };
}
