using System.Globalization;
using System.Text.RegularExpressions;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>Says in the user's language what is wrong with a field. The server names the problem; its own sentence is English.</summary>
public static partial class FieldProblems
{
    /// <summary>The key of a problem's sentence in the resources; a name in braces there stands for the figure of that name.</summary>
    public static string KeyOf(FieldProblem problem) => $"FieldProblem_{problem}";

    /// <summary>What is wrong with this field of the refused request.</summary>
    public static string Explain(FieldViolation field, RefusedException refused, Words words)
    {
        if (field.Problem != FieldProblem.Unspecified)
        {
            return Say(field.Problem, refused.Metadata, words);
        }

        // Forms refuse with a sentence of their own, and a newer server may name a problem that is not known here.
        return refused.Reason == ErrorReason.InvalidField ? field.Description : words[Refusals.KeyOf(refused.Reason)];
    }

    /// <summary>The sentence of a problem with its figures.</summary>
    public static string Say(FieldProblem problem, IReadOnlyDictionary<string, string> figures, Words words) =>
        Figure().Replace(words[KeyOf(problem)], match => FigureOf(match.Groups[1].Value, figures, words) ?? match.Value);

    private static string? FigureOf(string name, IReadOnlyDictionary<string, string> figures, Words words) =>
        figures.GetValueOrDefault(name) is not { } figure ? null : name is "latest" or "held" ? MomentOf(figure, words) : figure;

    /// <summary>A time that a refusal names in microseconds since 1970.</summary>
    public static string MomentOf(string micros, Words words) =>
        long.TryParse(micros, NumberStyles.Integer, CultureInfo.InvariantCulture, out var since1970)
            ? new Moments(words, TimeProvider.System).At(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
                DateTimeOffset.UnixEpoch.AddMicroseconds(since1970)))
            : micros;

    [GeneratedRegex("{([a-z]+)}")]
    private static partial Regex Figure();
}
