using Google.Protobuf.Reflection;
using Neighborhood.V1;
using FieldBehavior = Google.Api.FieldBehavior;
using FieldBehaviorExtensions = Google.Api.FieldBehaviorExtensions;

namespace Neighborhood.Architecture.Tests;

/// <summary>
/// Everything of the contract that others rely on, a line each: fields with number and type, enum values with number, calls with their messages.
/// As text, so that a change of the contract can be read in its review.
/// </summary>
public static class ContractRecord
{
    private const string Required = " required";

    /// <summary>The lines of the whole contract, sorted.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FileDescriptor> files) =>
        files.SelectMany(file => file.MessageTypes.SelectMany(Lines)
                .Concat(file.EnumTypes.SelectMany(Lines))
                .Concat(file.Services.SelectMany(Lines)))
            .Order(StringComparer.Ordinal);

    /// <summary>What was promised and is gone: an element that was removed, renamed, renumbered or retyped. A field may cease to be required.</summary>
    public static IEnumerable<string> Broken(IEnumerable<string> promised, IEnumerable<string> present)
    {
        var known = present.ToHashSet();
        return promised.Where(line =>
            !known.Contains(line) && !(line.EndsWith(Required, StringComparison.Ordinal) && known.Contains(line[..^Required.Length])));
    }

    private static IEnumerable<string> Lines(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Select(Line)
            .Prepend($"{message.FullName} message")
            .Concat(message.NestedTypes.SelectMany(Lines))
            .Concat(message.EnumTypes.SelectMany(Lines));

    private static IEnumerable<string> Lines(EnumDescriptor type) => type.Values.Select(value => $"{type.FullName}.{value.Name} = {value.Number}");

    private static IEnumerable<string> Lines(ServiceDescriptor service) =>
        service.Methods.Select(method => $"{service.FullName}.{method.Name}({Streamed(method.IsClientStreaming)}{method.InputType.FullName})"
            + $" returns ({Streamed(method.IsServerStreaming)}{method.OutputType.FullName})");

    private static string Line(FieldDescriptor field)
    {
        var label = field.IsRepeated ? "repeated " : field.RealContainingOneof is { } oneof ? $"oneof {oneof.Name} " : field.HasPresence ? "optional " : "";
        return $"{field.ContainingType.FullName}.{field.Name} = {field.FieldNumber} {label}{TypeOf(field)}{OptionsOf(field)}";
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };

    private static string OptionsOf(FieldDescriptor field)
    {
        var options = field.GetOptions();
        var required = options?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) == true;
        var visibility = options?.GetExtension(AnnotationsExtensions.Visibility) ?? Visibility.Unspecified;
        return (required ? Required : "") + (visibility == Visibility.Unspecified ? "" : $" visibility {visibility}");
    }

    private static string Streamed(bool streamed) => streamed ? "stream " : "";
}
