using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Screens;

/// <summary>What every list says of itself.</summary>
public static class ListText
{
    /// <summary>The last line: still being read, empty, more to come, or all.</summary>
    public static void End<TItem, TFilter>(PageWriter page, ListState<TItem, TFilter> list, Words words)
    {
        if (!list.IsRead)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return;
        }

        if (list.Items.Length == 0)
        {
            page.Say(" " + words["list_empty"], Tone.Muted);
            return;
        }

        page.Say(" " + (list.NextToken.Length > 0 ? words.Say("list_more", list.Items.Length) : words.Say("list_all", list.Items.Length)), Tone.Muted);
    }

    /// <summary>The name of a person, or what stands for one who was erased.</summary>
    public static string NameOf(V1.Person? person, Words words) => person is { DisplayName.Length: > 0 } ? person.DisplayName : words["person_erased"];
}
