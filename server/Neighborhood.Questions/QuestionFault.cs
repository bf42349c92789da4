using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>What is wrong with a question or an answer.</summary>
/// <param name="Reason">The cause, as <c>errors.proto</c> declares it.</param>
/// <param name="Field">The field at fault, in proto spelling.</param>
/// <param name="Problem">What is wrong with it; UNSPECIFIED where the reason says it all.</param>
/// <param name="Figures">The figures that <c>errors.proto</c> names for this problem.</param>
public sealed record QuestionFault(ErrorReason Reason, string Field, FieldProblem Problem, IReadOnlyList<(string Key, object Value)> Figures)
{
    /// <summary>A field that cannot be used as it stands.</summary>
    public static QuestionFault BadField(string field, FieldProblem problem, params (string Key, object Value)[] figures) =>
        new(ErrorReason.InvalidField, field, problem, figures);

    /// <summary>An option that is not asked about.</summary>
    public static QuestionFault UnknownOption(string field) => new(ErrorReason.UnknownOption, field, FieldProblem.Unspecified, []);
}
