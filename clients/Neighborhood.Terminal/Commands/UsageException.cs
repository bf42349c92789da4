namespace Neighborhood.Terminal.Commands;

/// <summary>What the person named or typed cannot be used; the message says why, in the person's language.</summary>
/// <param name="message">The sentence.</param>
public sealed class UsageException(string message) : Exception(message);
