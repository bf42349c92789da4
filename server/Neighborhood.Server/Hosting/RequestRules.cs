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
/// What the descriptors demand of a request: REQUIRED fields are there, nothing is longer than <c>max_length</c>, and enum values are known.
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
    public Refusal? Check(IMessage request) => Check(request, prefix: "");

    private Refusal? Check(IMessage message, string prefix)
    {
        foreach (var rule in _plans[message.Descriptor])
        {
            if (rule.Check(message, prefix) is { } refusal)
            {
                return refusal;
            }

            if (!rule.HasMessages)
            {
                continue;
            }

            foreach (var (child, path) in rule.Children(message, prefix))
            {
                if (Check(child, path) is { } nested)
                {
                    return nested;
                }
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

    private sealed record FieldRule(FieldDescriptor Field, bool Required, int MaxLength)
    {
        public bool HasMessages => Field.FieldType == FieldType.Message;

        public static FieldRule? Of(FieldDescriptor field)
        {
            var required = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) ?? false;
            var limit = field.GetOptions()?.GetExtension(V1.AnnotationsExtensions.MaxLength) ?? 0;
            var max = limit > 0 ? limit : field.IsRepeated ? DefaultListLength : DefaultStringLength;
            var matters = required || field.IsRepeated || field.FieldType is FieldType.String or FieldType.Bytes or FieldType.Message or FieldType.Enum;
            return matters ? new FieldRule(field, required, max) : null;
        }

        public Refusal? Check(IMessage message, string prefix)
        {
            var value = Field.Accessor.GetValue(message);
            var path = prefix + Field.Name;
            if (Required && IsMissing(value))
            {
                return Refusal.BadField(path, "This field is required.");
            }

            return value switch
            {
                string text when text.Length > MaxLength => Refusal.BadField(path, $"At most {MaxLength} characters."),
                string text when HasControl(text) => Refusal.BadField(path, "Control characters are not allowed."),
                ByteString bytes when bytes.Length > MaxLength => Refusal.BadField(path, $"At most {MaxLength} bytes."),
                IList list when list.Count > MaxLength => Refusal.BadField(path, $"At most {MaxLength} items."),
                IList list when Field.FieldType == FieldType.String => CheckItems(list, path),
                Enum known when Field.EnumType.FindValueByNumber(Convert.ToInt32(known, null)) is null => Refusal.BadField(path, "This value is not known."),
                _ => null,
            };
        }

        public IEnumerable<(IMessage Child, string Path)> Children(IMessage message, string prefix)
        {
            var value = Field.Accessor.GetValue(message);
            if (value is IMessage child)
            {
                return [(child, $"{prefix}{Field.Name}.")];
            }

            return value is IList list
                ? list.OfType<IMessage>().Select((item, i) => (item, $"{prefix}{Field.Name}[{i}]."))
                : [];
        }

        private static Refusal? CheckItems(IList list, string path)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is string { Length: > DefaultStringLength })
                {
                    return Refusal.BadField($"{path}[{i}]", $"At most {DefaultStringLength} characters.");
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

        private static bool HasControl(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u0008') || text.AsSpan().ContainsAnyInRange('\u000e', '\u001f');
    }
}
