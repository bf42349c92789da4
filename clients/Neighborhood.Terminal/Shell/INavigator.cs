namespace Neighborhood.Terminal.Shell;

/// <summary>The way between screens.</summary>
public interface INavigator
{
    /// <summary>Shows a screen above the present one.</summary>
    void Open(Presenter screen);

    /// <summary>Leaves the present screen; the one below is read again.</summary>
    void Back();

    /// <summary>Leaves all screens and begins anew with this one.</summary>
    void StartWith(Presenter screen);

    /// <summary>Tells the person something in the message line.</summary>
    void Tell(string sentence, Text.Tone tone);
}
