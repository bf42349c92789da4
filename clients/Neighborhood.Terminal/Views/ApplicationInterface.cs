using Neighborhood.Terminal.Shell;
using Terminal.Gui.App;

namespace Neighborhood.Terminal.Views;

/// <summary>The thread of a running application.</summary>
public sealed class ApplicationInterface(IApplication application) : IUserInterface
{
    /// <inheritdoc/>
    public void Post(Action action) => application.Invoke(action);
}
