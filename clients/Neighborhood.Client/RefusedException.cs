using Google.Rpc;
using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>One field of a request that cannot be accepted, and what would be.</summary>
/// <param name="Field">The path of the field, for example "rows[3].area".</param>
/// <param name="Description">What is wrong and how to mend it, in the language asked for.</param>
public sealed record FieldViolation(string Field, string Description)
{
    /// <summary>What is wrong, for a sentence in the user's language; its figures stand in <see cref="RefusedException.Metadata"/>.</summary>
    public FieldProblem Problem { get; init; }
}

/// <summary>
/// The server understood the request and refuses it. Failures of the connection (no answer, a deadline) stay a plain <see cref="RpcException"/>, of which
/// this is a kind.
/// </summary>
/// <param name="status">The gRPC status; its detail becomes the message.</param>
/// <param name="trailers">The trailers as they came.</param>
/// <param name="reason">Why.</param>
/// <param name="fields">The fields at fault.</param>
/// <param name="retryAfter">When it is worth trying again.</param>
/// <param name="metadata">The facts of this refusal.</param>
public sealed class RefusedException(
    Grpc.Core.Status status, Metadata trailers, ErrorReason reason, IReadOnlyList<FieldViolation> fields, TimeSpan? retryAfter,
    IReadOnlyDictionary<string, string> metadata)
    : RpcException(status, trailers, status.Detail)
{
    internal const string Domain = "neighborhood";

    /// <summary>Why. <see cref="ErrorReason.Unspecified"/> where a newer server names a reason that this client does not know.</summary>
    public ErrorReason Reason { get; } = reason;

    /// <summary>The fields at fault; empty where the refusal is not about a field.</summary>
    public IReadOnlyList<FieldViolation> Fields { get; } = fields;

    /// <summary>When it is worth trying again; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The facts of this refusal, such as the state that was found.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;

    /// <summary>The refusal that a failed call carries; null where it carries none of ours.</summary>
    internal static RefusedException? From(RpcException failure)
    {
        if (failure is RefusedException refused)
        {
            return refused;
        }

        var status = failure.GetRpcStatus();
        if (status?.GetDetail<ErrorInfo>() is not { Domain: Domain } info)
        {
            return null;
        }

        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(Read) ?? [];
        return new RefusedException(
            failure.Status, failure.Trailers, ReasonNamed(info.Reason), [.. fields], status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
            new Dictionary<string, string>(info.Metadata));
    }

    private static FieldViolation Read(BadRequest.Types.FieldViolation field) =>
        new(field.Field, field.Description) { Problem = (FieldProblem)NumberOf(nameof(FieldProblem), field.Reason) };

    private static ErrorReason ReasonNamed(string name) => (ErrorReason)NumberOf(nameof(ErrorReason), name);

    private static int NumberOf(string type, string name) =>
        ErrorsReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.EnumDescriptor>(type).FindValueByName(name)?.Number ?? 0;
}
