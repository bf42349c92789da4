using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

internal static class Texts
{
    /// <summary>A refusal where nothing but blanks was written.</summary>
    public static Refusal? Missing(string text, string field) => string.IsNullOrWhiteSpace(text) ? Refusal.BadField(field, FieldProblem.Required) : null;
}
