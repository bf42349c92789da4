using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>Runs what is posted one after the other, in whichever thread posts.</summary>
public sealed class Inline : IUserInterface
{
    private readonly Lock turn = new();

    public void Post(Action action)
    {
        lock (turn)
        {
            action();
        }
    }
}
