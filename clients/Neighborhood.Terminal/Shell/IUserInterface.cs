namespace Neighborhood.Terminal.Shell;

/// <summary>The thread on which screens live.</summary>
public interface IUserInterface
{
    /// <summary>Runs an action on it, soon, in the order posted.</summary>
    void Post(Action action);
}
