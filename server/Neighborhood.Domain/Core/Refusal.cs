using Neighborhood.Questions;
using Neighborhood.V1;

namespace Neighborhood.Domain.Core;

/// <summary>Why a request changes nothing. A value, not an exception: the host translates it in one table into a status.</summary>
/// <param name="Reason">The cause, with the caller's remedy, as <c>errors.proto</c> declares it.</param>
/// <param name="Field">The field of the request that is at fault, in proto spelling, or null.</param>
/// <param name="Details">Facts for the sentence shown: a state, a limit, a time in microseconds. Never anything personal.</param>
/// <param name="RetryAfterMicros">When trying again makes sense, in microseconds from now; 0 where it does not depend on time.</param>
/// <param name="Problem">What is wrong with the field.</param>
public sealed record Refusal(
    ErrorReason Reason, string? Field = null, IReadOnlyDictionary<string, string>? Details = null, long RetryAfterMicros = 0,
    FieldProblem Problem = FieldProblem.Unspecified)
{
    /// <summary>A refusal with one detail.</summary>
    public static Refusal With(ErrorReason reason, string key, object value, string? field = null, long retryAfterMicros = 0) =>
        new(reason, field, new Dictionary<string, string> { [key] = value.ToString() ?? "" }, retryAfterMicros);

    /// <summary>No such thing, or not the caller's to know of: both look the same.</summary>
    public static Refusal NotFound(string field) => new(ErrorReason.NotFound, field);

    /// <summary>A field that cannot be used as it stands.</summary>
    /// <param name="field">The field, in proto spelling.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="figures">The figures that <c>errors.proto</c> names for this problem.</param>
    public static Refusal BadField(string field, FieldProblem problem, params (string Key, object Value)[] figures) =>
        new(ErrorReason.InvalidField, field, figures.ToDictionary(figure => figure.Key, figure => $"{figure.Value}"), Problem: problem);

    /// <summary>A question or an answer that cannot be used as it stands.</summary>
    public static Refusal Of(QuestionFault fault) =>
        new(fault.Reason, fault.Field, fault.Figures.ToDictionary(figure => figure.Key, figure => $"{figure.Value}"), Problem: fault.Problem);

    /// <summary>The verb does not apply in this state.</summary>
    public static Refusal WrongState(object state) => With(ErrorReason.WrongState, "state", state);
}
