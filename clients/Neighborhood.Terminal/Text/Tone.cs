namespace Neighborhood.Terminal.Text;

/// <summary>What a piece of text means to the eye; the theme gives it colours.</summary>
public enum Tone
{
    /// <summary>Plain words.</summary>
    Normal,

    /// <summary>Words that may be overlooked.</summary>
    Muted,

    /// <summary>A heading.</summary>
    Title,

    /// <summary>What asks for attention, and links.</summary>
    Accent,

    /// <summary>Held, passed, verified.</summary>
    Good,

    /// <summary>Failed, refused.</summary>
    Bad,

    /// <summary>Take care.</summary>
    Warning,

    /// <summary>The top and bottom bars.</summary>
    Bar,

    /// <summary>A command of the bottom bar that cannot be run now.</summary>
    BarMuted,

    /// <summary>A QR code: dark on light in every theme, or cameras would not read it.</summary>
    Code,
}
