using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>Turns what went wrong into a sentence that says why and what to do.</summary>
public static class Refusals
{
    /// <summary>The sentence of a refusal, with the wait it names; of a failed connection; or of a fault of ours, without its insides.</summary>
    public static string Explain(Exception fault, Words words) => fault switch
    {
        RefusedException refused => Sentence(refused, words),
        RpcException { StatusCode: StatusCode.Unavailable } => words["fault_unreachable"],
        RpcException { StatusCode: StatusCode.DeadlineExceeded } => words["fault_slow"],
        RpcException { StatusCode: StatusCode.Cancelled } or OperationCanceledException => words["fault_cancelled"],
        RpcException { StatusCode: StatusCode.Unauthenticated } => words[KeyOf(ErrorReason.Unauthenticated)],
        RpcException failed => words.Say("fault_status", failed.StatusCode),
        _ => words["fault_here"],
    };

    /// <summary>The key of a reason's sentence in the resources.</summary>
    public static string KeyOf(ErrorReason reason) => $"ErrorReason_{reason}";

    private static string Sentence(RefusedException refused, Words words)
    {
        var sentence = words[KeyOf(refused.Reason)];
        if (refused.Fields is [var field, ..] && (refused.Reason == ErrorReason.InvalidField || field.Problem != FieldProblem.Unspecified))
        {
            sentence = FieldProblems.Explain(field, refused, words);
        }

        if (refused.Metadata.TryGetValue("community", out var community))
        {
            sentence = words.Say("refusal_community", sentence, community);
        }

        if (refused.Metadata.TryGetValue("earliest", out var earliest))
        {
            sentence = words.Say("refusal_earliest", sentence, FieldProblems.MomentOf(earliest, words));
        }

        return refused.RetryAfter is { } wait && wait > TimeSpan.Zero
            ? words.Say("refusal_wait", sentence, new Moments(words, TimeProvider.System).Span(wait))
            : sentence;
    }
}
