using Neighborhood.Terminal.Shell;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Neighborhood.Terminal.Views;

/// <summary>Gives the keys of the library the names that presenters know.</summary>
internal static class KeyNames
{
    private static readonly Dictionary<Key, string> Names = new()
    {
        [Key.Enter] = Keys.Enter,
        [Key.Esc] = Keys.Escape,
        [Key.CursorUp] = Keys.Up,
        [Key.CursorDown] = Keys.Down,
        [Key.CursorLeft] = Keys.Left,
        [Key.CursorRight] = Keys.Right,
        [Key.PageUp] = Keys.PageUp,
        [Key.PageDown] = Keys.PageDown,
        [Key.Home] = Keys.Home,
        [Key.End] = Keys.End,
        [Key.Tab] = Keys.Tab,
        [Key.Tab.WithShift] = Keys.BackTab,
        [Key.F1] = Keys.Help,
        [Key.F2] = Keys.Language,
        [Key.F3] = Keys.Theme,
        [Key.F5] = Keys.Refresh,
        [Key.S.WithCtrl] = Keys.Send,
        [Key.Q.WithCtrl] = Keys.Quit,
    };

    /// <summary>The name of a key, or null for one that means nothing here.</summary>
    public static string? Of(Key key)
    {
        if (Names.TryGetValue(key, out var name))
        {
            return name;
        }

        return key.IsCtrl || key.IsAlt || key.AsRune.Value == 0 ? null : key.AsRune.ToString();
    }
}
