using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>Tells each step with its figures, and stops the play at the first that does not hold.</summary>
internal sealed class Narration(Invocation run, Phrases phrases)
{
    private int _step;

    public Phrases Phrases => phrases;

    /// <summary>A step that was done and held.</summary>
    public void Tell(string key, params object?[] figures)
    {
        _step++;
        run.Around.Out.WriteLine($"✓ {_step,2}  {phrases.Say(key, figures)}");
        run.Around.Out.Flush();
    }

    /// <summary>A line under a step.</summary>
    public void Detail(string text) => run.Around.Out.WriteLine("      " + text.ReplaceLineEndings(Environment.NewLine + "      "));

    /// <summary>What has to hold for the play to go on.</summary>
    public static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new StepFailedException(what);
        }
    }

    /// <summary>What has to be refused for the play to go on, and for which reason.</summary>
    public static async Task<RefusedException> MustRefuseAsync(ErrorReason reason, string what, Func<Task> callAsync)
    {
        try
        {
            await callAsync().ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Reason == reason)
        {
            return refusal;
        }

        throw new StepFailedException(what);
    }
}

/// <summary>A step of the play did not hold.</summary>
/// <param name="message">Which.</param>
internal sealed class StepFailedException(string message) : Exception(message);
