namespace Neighborhood.Terminal.Shell;

/// <summary>Names of the keys that are not a character.</summary>
public static class Keys
{
    public const string Enter = "Enter";
    public const string Escape = "Esc";
    public const string Up = "Up";
    public const string Down = "Down";
    public const string Left = "Left";
    public const string Right = "Right";
    public const string PageUp = "PageUp";
    public const string PageDown = "PageDown";
    public const string Home = "Home";
    public const string End = "End";
    public const string Tab = "Tab";
    public const string BackTab = "Shift+Tab";
    public const string Help = "F1";
    public const string Language = "F2";
    public const string Theme = "F3";
    public const string Refresh = "F5";
    public const string Send = "Ctrl+S";
    public const string Quit = "Ctrl+Q";
    public const string Digits = "0–9";
}
