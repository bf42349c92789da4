namespace Neighborhood.Terminal.Printing;

/// <summary>Invitation codes as people read them aloud and type them.</summary>
public static class InvitationCodes
{
    /// <summary>In groups of five, or of four where that leaves no short group; a code that has groups already keeps them.</summary>
    public static string Grouped(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Contains('-') || code.Contains(' '))
        {
            return code;
        }

        var size = code.Length % 5 != 0 && code.Length % 4 == 0 ? 4 : 5;
        return string.Join('-', code.Chunk(size).Select(group => new string(group)));
    }
}
