using Terminal.Gui.ViewBase;

namespace Neighborhood.Architecture.Tests.Planted;

public static class DrawingPresenter
{
    public static bool Draws(object screen) => screen is View;
}

public static class DrawingView
{
    public static bool Draws(object screen) => screen is View;
}
