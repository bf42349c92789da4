using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What is to be decided, as the rules call it.</summary>
public static class Matters
{
    /// <summary>The words of a matter; its id where no rule that is known has it.</summary>
    public static string TextOf(IEnumerable<RulePack> packs, string id, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var matter = packs.SelectMany(pack => pack.Matters).FirstOrDefault(matter => matter.Id == id);
        return matter is null ? id : words.IsChinese ? matter.Text : matter.TextEn;
    }
}
