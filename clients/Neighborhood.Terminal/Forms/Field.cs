using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Forms;

/// <summary>How a field is filled in.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>One line that nobody should read.</summary>
    Secret,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>One of some choices.</summary>
    Choice,
}

/// <summary>One of the values of a choice, named in the language spoken when it is shown.</summary>
public sealed record FieldChoice(string Value, Func<Words, string> Label);

/// <summary>A field of a form. Its name is that of the request's field, so that refusals find it.</summary>
public sealed record Field(string Name, string Label, FieldKind Kind = FieldKind.Text)
{
    /// <summary>What stands in it.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether it must be filled in.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The longest text accepted, in characters, as the contract says.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The values of a choice.</summary>
    public ImmutableArray<FieldChoice> Choices { get; init; } = [];

    /// <summary>The key of a sentence that helps filling it in.</summary>
    public string? Hint { get; init; }

    /// <summary>Checks a value that is there; gives the key of what is wrong.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>The label of the chosen value.</summary>
    public string ChosenLabel(Words words) => Choices.FirstOrDefault(choice => choice.Value == Value)?.Label(words) ?? "";

    /// <summary>The key of what is wrong with the value, or null.</summary>
    public string? Problem()
    {
        if (Value.Trim().Length == 0)
        {
            return IsRequired ? "form_required" : null;
        }

        return Value.EnumerateRunes().Count() > MaxLength ? "form_too_long" : Check?.Invoke(Value.Trim());
    }

    /// <summary>The choice after or before the chosen one, round and round.</summary>
    public Field Turn(int steps)
    {
        var index = Choices.ToList().FindIndex(choice => choice.Value == Value);
        return this with { Value = Choices[(index + steps + Choices.Length) % Choices.Length].Value };
    }
}
