namespace Neighborhood.Terminal.Shell;

/// <summary>
/// One thing a person can do on a screen. The bottom bar, the help and the keyboard are all printed from these.
/// </summary>
/// <param name="Key">The key: one character, or a name of <see cref="Keys"/>.</param>
/// <param name="Label">The key of its label in the resources.</param>
/// <param name="Run">What it does.</param>
/// <param name="Disabled">The sentence that says why it cannot be done now; null when it can.</param>
public sealed record Command(string Key, string Label, Action Run, string? Disabled = null)
{
    /// <summary>The command of ten keys: what is done with the digit that is pressed.</summary>
    public static Command OfDigits(string label, Action<int> run, string? disabled = null) =>
        new(Keys.Digits, label, () => { }, disabled) { RunDigit = run };

    /// <summary>What a command of digits does.</summary>
    public Action<int>? RunDigit { get; private init; }

    /// <summary>The same command for the key that was pressed; null where it is not this command's key.</summary>
    public Command? At(string key)
    {
        if (RunDigit is { } run)
        {
            return key is [>= '0' and <= '9'] ? this with { Run = () => run(key[0] - '0') } : null;
        }

        return Key == key ? this : null;
    }
}
