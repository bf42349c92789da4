using Google.Protobuf;
using Google.Protobuf.Reflection;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests;

/// <summary>What tests do with facts.</summary>
public static class FactComparison
{
    /// <summary>The fact without its commitments: they depend on salts, and the harness opens each of them anyway.</summary>
    public static Fact WithoutCommitments(Fact fact)
    {
        var copy = fact.Clone();
        foreach (var (message, field) in CommitmentsIn(copy).ToList())
        {
            field.Accessor.Clear(message);
        }

        return copy;
    }

    /// <summary>The commitments to text in a fact.</summary>
    public static IEnumerable<TextCommitment> Commitments(Fact fact) =>
        CommitmentsIn(fact).Select(place => (TextCommitment)place.Field.Accessor.GetValue(place.Message));

    private static IEnumerable<(IMessage Message, FieldDescriptor Field)> CommitmentsIn(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType != FieldType.Message || field.IsRepeated || field.Accessor.GetValue(message) is not IMessage inner)
            {
                continue;
            }

            if (inner is TextCommitment)
            {
                yield return (message, field);
                continue;
            }

            foreach (var deeper in CommitmentsIn(inner))
            {
                yield return deeper;
            }
        }
    }
}
