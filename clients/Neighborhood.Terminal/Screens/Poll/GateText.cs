using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What holds a poll, or what follows from it, with why and until when.</summary>
public static class GateText
{
    /// <summary>One line per gate; nothing where the rule demands nothing.</summary>
    public static void Show(PageWriter page, Poll poll, Words words, Moments moments)
    {
        if (poll.Gates.Count == 0)
        {
            return;
        }

        page.Heading(" " + words["poll_gates"]);
        foreach (var gate in poll.Gates)
        {
            page.Tell((gate.State == Gate.Types.State.Met ? "✓ " : "· ") + Say(gate, words, moments), ToneOf(gate), indent: 2);
        }
    }

    /// <summary>A gate in a sentence; one of a newer server as unknown.</summary>
    public static string Say(Gate gate, Words words, Moments moments)
    {
        var key = $"gate_{gate.Kind}_{gate.State}";
        return words.Find(key) is null ? words["value_unknown"] : words.Say(key, moments.At(gate.Until), gate.Unanswered);
    }

    private static Tone ToneOf(Gate gate) => gate.State switch
    {
        Gate.Types.State.Met => Tone.Good,
        Gate.Types.State.Blocked or Gate.Types.State.Overdue => Tone.Warning,
        _ => Tone.Muted,
    };
}
