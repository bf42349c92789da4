using Neighborhood.V1;

namespace Neighborhood.Domain.Core;

/// <summary>Whether a text says something. Its presence and length are checked before, from the contract's annotations.</summary>
public static class Says
{
    /// <summary>A refusal where nothing but white space was written.</summary>
    public static Refusal? Something(string field, string text) => string.IsNullOrWhiteSpace(text) ? Refusal.BadField(field, FieldProblem.Required) : null;
}
