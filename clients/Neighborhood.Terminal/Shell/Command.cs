namespace Neighborhood.Terminal.Shell;

/// <summary>
/// One thing a person can do on a screen. The bottom bar, the help and the keyboard are all printed from these.
/// </summary>
/// <param name="Key">The key: one character, or a name of <see cref="Keys"/>.</param>
/// <param name="Label">The key of its label in the resources.</param>
/// <param name="Run">What it does.</param>
/// <param name="Disabled">The sentence that says why it cannot be done now; null when it can.</param>
public sealed record Command(string Key, string Label, Action Run, string? Disabled = null);
