using Neighborhood.Terminal.Text;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Neighborhood.Terminal.Views;

/// <summary>The colours of the tones, for dark and for light terminals.</summary>
public sealed class Theme
{
    private readonly Color background;
    private readonly Color foreground;
    private readonly Dictionary<Tone, Attribute> tones;

    private Theme(string background, string foreground, string muted, string accent, string good, string bad, string warning, string bar, string barText,
        string barMuted,
        string selection, string input)
    {
        this.background = new Color(background);
        this.foreground = new Color(foreground);
        Selection = new Color(selection);
        Input = new Attribute(this.foreground, new Color(input));
        tones = new Dictionary<Tone, Attribute>
        {
            [Tone.Normal] = On(foreground),
            [Tone.Muted] = On(muted),
            [Tone.Title] = new(this.foreground, this.background, TextStyle.Bold),
            [Tone.Accent] = On(accent),
            [Tone.Good] = On(good),
            [Tone.Bad] = On(bad),
            [Tone.Warning] = On(warning),
            [Tone.Bar] = new(new Color(barText), new Color(bar)),
            [Tone.BarMuted] = new(new Color(barMuted), new Color(bar)),
            [Tone.Code] = new(new Color("#000000"), new Color("#ffffff")),
        };
    }

    /// <summary>Light words on dark ground.</summary>
    public static Theme Dark { get; } = new(
        "#14181f", "#e6e6e6", "#8f98a3", "#6cb6ff", "#6bc46d", "#ff7b72", "#e3b341", "#25456b", "#ffffff", "#8fa6c0", "#2f3b4d", "#232a35");

    /// <summary>Dark words on light ground.</summary>
    public static Theme Light { get; } = new(
        "#fbfaf7", "#1f2328", "#6a737d", "#0550ae", "#116329", "#b3121d", "#7d4e00", "#0a4a8f", "#ffffff", "#a9c3e0", "#dbe7f5", "#eceae3");

    /// <summary>The ground of what is selected.</summary>
    public Color Selection { get; }

    /// <summary>A field to write in.</summary>
    public Attribute Input { get; }

    /// <summary>The colours of the widgets of the library.</summary>
    public Scheme Scheme => new()
    {
        Normal = Input,
        Focus = new Attribute(foreground, Selection),
        Editable = Input,
        ReadOnly = tones[Tone.Muted],
        Active = new Attribute(background, tones[Tone.Accent].Foreground),
        HotNormal = Input,
        HotFocus = new Attribute(foreground, Selection),
        Disabled = tones[Tone.Muted],
    };

    /// <summary>The colours of a tone.</summary>
    public Attribute this[Tone tone] => tones[tone];

    /// <summary>The colours of a tone where the line is selected.</summary>
    public Attribute Selected(Tone tone) => tones[tone] with { Background = Selection };

    private Attribute On(string color) => new(new Color(color), background);
}
