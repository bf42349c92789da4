using Neighborhood.Formats;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Says what is wrong with a line, and what would be right.</summary>
internal static class FaultText
{
    public static string Of(LineFault fault, Phrases phrases)
    {
        var (place, problem) = Pair(fault, phrases);
        return $"{place}: {problem}";
    }

    /// <summary>Where it is, and what is to be done.</summary>
    public static (string Place, string Problem) Pair(LineFault fault, Phrases phrases)
    {
        var expected = fault.Kind == FaultKind.Missing && fault.Expected.Length > 0 ? phrases.Say("added", fault.Expected) : fault.Expected;
        return (phrases.Say("line", fault.Line, fault.Field), phrases.Say("fault_" + fault.Kind, fault.Found, expected));
    }
}
