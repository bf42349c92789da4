namespace Neighborhood.Rules.Proofs;

/// <summary>The name of a note's key, as C2SP signed-note restricts it; it can stand in a signature line and in a verifier key.</summary>
internal static class NoteKeyName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && NoteText.IsClean(name) && !name.Any(c => char.IsWhiteSpace(c) || c == '+');

    public static void ThrowUnlessValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValid(name))
        {
            throw new ArgumentException("A key name is not empty and has no space, plus or control character.", nameof(name));
        }
    }
}
