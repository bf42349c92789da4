using System.Collections;
using System.Collections.Frozen;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// What the descriptors demand of a request: REQUIRED fields are there, nothing is longer than <c>max_length</c>, enum values are known, and a
/// request id is a UUID. It is judged before any community is looked for, so that it tells nothing of one.
/// One plan per message type, made at the start.
/// </summary>
public sealed class RequestRules
{
    /// <summary>Characters of a string without a limit of its own.</summary>
    public const int DefaultStringLength = 200;

    /// <summary>Items of a list without a limit of its own.</summary>
    public const int DefaultListLength = 1_000;

    private readonly FrozenDictionary<MessageDescriptor, FieldRule[]> _plans;

    /// <summary>Plans for every request of these services.</summary>
    public RequestRules(IEnumerable<ServiceDescriptor> services)
    {
        var plans = new Dictionary<MessageDescriptor, FieldRule[]>();
        foreach (var method in services.SelectMany(service => service.Methods))
        {
            Plan(method.InputType, plans);
        }

        _plans = plans.ToFrozenDictionary();
    }

    /// <summary>The first field at fault, or null.</summary>
    public Refusal? Check(IMessage request) => Find(request) is { } fault
        ? Refusal.BadField(fault.Path, fault.Problem, fault.Max is { } max ? [("min", 0), ("max", max)] : [])
        : null;

    /// <summary>Paths are only written where there is a fault: every call comes through here.</summary>
    private Fault? Find(IMessage message)
    {
        foreach (var rule in _plans[message.Descriptor])
        {
            var value = rule.Field.Accessor.GetValue(message);
            if (rule.Find(value) is { } fault)
            {
                return fault;
            }

            if (value is IMessage child && Find(child) is { } nested)
            {
                return nested.Within(rule.Field.Name);
            }

            if (value is IList list && rule.Field.FieldType == FieldType.Message && FindIn(list) is { } item)
            {
                return item.Fault.Within($"{rule.Field.Name}[{item.Index}]");
            }
        }

        return null;
    }

    private (int Index, Fault Fault)? FindIn(IList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is IMessage message && Find(message) is { } fault)
            {
                return (i, fault);
            }
        }

        return null;
    }

    private static void Plan(MessageDescriptor message, Dictionary<MessageDescriptor, FieldRule[]> plans)
    {
        if (plans.ContainsKey(message))
        {
            return;
        }

        var fields = message.Fields.InDeclarationOrder();
        plans[message] = [.. fields.Select(FieldRule.Of).OfType<FieldRule>()];
        foreach (var field in fields.Where(field => field.FieldType == FieldType.Message && !field.IsMap))
        {
            Plan(field.MessageType, plans);
        }
    }

    private sealed record Fault(string Path, FieldProblem Problem, int? Max = null)
    {
        public Fault Within(string parent) => this with { Path = $"{parent}.{Path}" };
    }

    private sealed record FieldRule(FieldDescriptor Field, bool Required, int MaxLength)
    {
        public static FieldRule? Of(FieldDescriptor field)
        {
            var required = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) ?? false;
            var limit = field.GetOptions()?.GetExtension(V1.AnnotationsExtensions.MaxLength) ?? 0;
            var max = limit > 0 ? limit : field.IsRepeated ? DefaultListLength : DefaultStringLength;
            var matters = required || field.IsRepeated || field.FieldType is FieldType.String or FieldType.Bytes or FieldType.Message or FieldType.Enum;
            return matters ? new FieldRule(field, required, max) : null;
        }

        public Fault? Find(object? value)
        {
            if (Required && IsMissing(value))
            {
                return new Fault(Field.Name, FieldProblem.Required);
            }

            return value switch
            {
                string text when text.Length > MaxLength => new Fault(Field.Name, FieldProblem.TooManyCharacters, MaxLength),
                string { Length: > 0 } id when Field.Name == "request_id" && (!Guid.TryParse(id, out var parsed) || parsed == Guid.Empty) =>
                    new Fault(Field.Name, FieldProblem.NotAUuid),
                string text when HasControl(text) => new Fault(Field.Name, FieldProblem.ControlCharacters),
                ByteString bytes when bytes.Length > MaxLength => new Fault(Field.Name, FieldProblem.TooManyBytes, MaxLength),
                IList list when list.Count > MaxLength => new Fault(Field.Name, FieldProblem.TooManyItems, MaxLength),
                IList list when Field.FieldType == FieldType.String => FindInStrings(list),
                Enum known when Field.EnumType.FindValueByNumber(Convert.ToInt32(known, null)) is null => new Fault(Field.Name, FieldProblem.UnknownValue),
                _ => null,
            };
        }

        private Fault? FindInStrings(IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is string { Length: > DefaultStringLength })
                {
                    return new Fault($"{Field.Name}[{i}]", FieldProblem.TooManyCharacters, DefaultStringLength);
                }

                if (list[i] is string text && HasControl(text))
                {
                    return new Fault($"{Field.Name}[{i}]", FieldProblem.ControlCharacters);
                }
            }

            return null;
        }

        private static bool IsMissing(object? value) => value switch
        {
            null => true,
            string text => string.IsNullOrWhiteSpace(text),
            ByteString bytes => bytes.IsEmpty,
            IList list => list.Count == 0,
            Enum number => Convert.ToInt32(number, null) == 0,
            long number => number == 0,
            int number => number == 0,
            _ => false,
        };

        // Noncharacters too: they cannot be normalized.
        private static bool HasControl(string text) =>
            text.AsSpan().ContainsAnyInRange('\0', '\u0008')
                || text.AsSpan().ContainsAnyInRange('\u000e', '\u001f')
                || text.AsSpan().ContainsAnyInRange('\ufffe', '\uffff');
    }
}
