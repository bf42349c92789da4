using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the first screen.</summary>
public static class WelcomeText
{
    private static readonly string[] Ways = ["welcome_sign_in", "welcome_invitation", "welcome_recovery", "welcome_bootstrap"];

    /// <summary>Who we are, where the server is, and the ways in.</summary>
    public static Page Show(string address, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Add(Line.Empty);
        page.Tell(words["welcome_name"], Tone.Title, indent: 2);
        page.Tell(words["welcome_text"], Tone.Muted, indent: 2);
        page.Add(Line.Empty);
        foreach (var way in Ways)
        {
            page.Say("   " + words[way], Tone.Accent, way);
            page.Tell(words[way + "_hint"], Tone.Muted, indent: 5, item: way);
        }

        page.Add(Line.Empty);
        page.Tell(words.Say("welcome_server", address), Tone.Muted, indent: 2);
        return page.Page(words["welcome"]);
    }
}
