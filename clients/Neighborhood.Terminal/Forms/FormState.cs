using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>A form as it is being filled in. Its problems, by field, are told in the language spoken when they are shown.</summary>
public sealed record FormState(
    ImmutableArray<Field> Fields, int Focus, ImmutableDictionary<string, Func<Words, string>> Problems, bool IsSending, bool IsChanged)
{
    /// <summary>The field in which one writes.</summary>
    public Field Focused => Fields[Focus];

    /// <summary>A fresh form.</summary>
    public static FormState Of(ImmutableArray<Field> fields) =>
        new(fields, 0, ImmutableDictionary<string, Func<Words, string>>.Empty, IsSending: false, IsChanged: false);

    /// <summary>The value of a field, without the spaces around it.</summary>
    public string this[string name] => Raw(name).Trim();

    /// <summary>The value of a field exactly as typed, for passwords.</summary>
    public string Raw(string name) => Fields.First(field => field.Name == name).Value;

    /// <summary>With another value in a field; its problem is forgotten.</summary>
    public FormState With(int index, Field field) =>
        this with { Fields = Fields.SetItem(index, field), Problems = Problems.Remove(field.Name), IsChanged = true };

    /// <summary>With another field in focus, round and round.</summary>
    public FormState Moved(int steps) => this with { Focus = (Focus + steps + Fields.Length) % Fields.Length };
}
