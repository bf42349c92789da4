using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Neighborhood.Architecture.Tests;

/// <summary>A name that compiled code uses.</summary>
/// <param name="Where">The type or method that uses it.</param>
/// <param name="Type">The full name of the type used.</param>
/// <param name="Member">The member used of it; empty for the type alone.</param>
public sealed record Use(string Where, string Type, string Member)
{
    public override string ToString() => $"{Where} uses {Type}{(Member.Length > 0 ? "." : "")}{Member}";
}

/// <summary>Lists every name that compiled code uses: in signatures, fields, attributes, variables and instructions.</summary>
public static class CodeUses
{
    private static readonly HashSet<Code> FloatingOpcodes =
    [
        Code.Ldc_R4, Code.Ldc_R8, Code.Conv_R4, Code.Conv_R8, Code.Conv_R_Un, Code.Ldelem_R4, Code.Ldelem_R8,
        Code.Stelem_R4, Code.Stelem_R8, Code.Ldind_R4, Code.Ldind_R8, Code.Stind_R4, Code.Stind_R8,
    ];

    /// <summary>The names one type uses, without those of the types within it.</summary>
    public static IEnumerable<Use> Of(TypeDefinition type)
    {
        var outside = NamesOf(type.BaseType)
            .Concat(type.Interfaces.SelectMany(one => NamesOf(one.InterfaceType)))
            .Concat(type.CustomAttributes.SelectMany(one => NamesOf(one.AttributeType)))
            .Select(name => new Use(type.FullName, name, ""));
        var fields = type.Fields.SelectMany(field => NamesOf(field.FieldType).Select(name => new Use($"{type.FullName}::{field.Name}", name, "")));
        return outside.Concat(fields).Concat(type.Methods.SelectMany(Of));
    }

    private static IEnumerable<Use> Of(MethodDefinition method)
    {
        var where = $"{method.DeclaringType.FullName}::{method.Name}";
        var types = SignatureOf(method)
            .Concat(method.CustomAttributes.SelectMany(one => NamesOf(one.AttributeType)))
            .Concat(method.HasBody ? method.Body.Variables.SelectMany(one => NamesOf(one.VariableType)) : [])
            .Select(name => new Use(where, name, ""));
        return types.Concat(method.HasBody ? method.Body.Instructions.SelectMany(one => Of(where, one)) : []);
    }

    private static IEnumerable<Use> Of(string where, Instruction instruction)
    {
        if (FloatingOpcodes.Contains(instruction.OpCode.Code))
        {
            return [new Use(where, "System.Double", instruction.OpCode.Name)];
        }

        return instruction.Operand switch
        {
            MethodReference method => [
                new Use(where, NamesOf(method.DeclaringType).FirstOrDefault(""), method.Name),
                .. SignatureOf(method).Concat(NamesOf(method.DeclaringType)).Select(name => new Use(where, name, "")),
            ],
            FieldReference field => [
                new Use(where, NamesOf(field.DeclaringType).FirstOrDefault(""), field.Name),
                .. NamesOf(field.FieldType).Select(name => new Use(where, name, "")),
            ],
            TypeReference type => NamesOf(type).Select(name => new Use(where, name, "")),
            _ => [],
        };
    }

    private static IEnumerable<string> SignatureOf(MethodReference method)
    {
        var arguments = method is GenericInstanceMethod generic ? generic.GenericArguments.SelectMany(NamesOf) : [];
        return NamesOf(method.ReturnType).Concat(method.Parameters.SelectMany(one => NamesOf(one.ParameterType))).Concat(arguments);
    }

    private static IEnumerable<string> NamesOf(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType.FullName, .. generic.GenericArguments.SelectMany(NamesOf)],
        TypeSpecification wrapped => NamesOf(wrapped.ElementType),
        _ => [type.FullName],
    };
}
