using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>What every presenter is given: the server, the clock, the way between screens, and who is here.</summary>
public sealed class Workspace(INeighborhood server, IUserInterface userInterface, INavigator navigator, TimeProvider clock, Func<Words> words)
{
    /// <summary>The server.</summary>
    public INeighborhood Server => server;

    /// <summary>The thread of the screens.</summary>
    public IUserInterface UserInterface => userInterface;

    /// <summary>The way between screens.</summary>
    public INavigator Navigator => navigator;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The language spoken now.</summary>
    public Words Words => words();

    /// <summary>Times in that language.</summary>
    public Moments Moments => new(Words, clock);

    /// <summary>Who is signed in.</summary>
    public Visitor Visitor { get; private set; } = Visitor.Nobody;

    /// <summary>Raised when somebody signs in or out or goes to another community.</summary>
    public event Action? VisitorChanged;

    /// <summary>Somebody came, left or moved.</summary>
    public void Welcome(Visitor visitor)
    {
        Visitor = visitor;
        VisitorChanged?.Invoke();
    }

    /// <summary>The sentence of a refusal or fault.</summary>
    public string Explain(Exception fault) => Refusals.Explain(fault, Words);
}

/// <summary>Who is here, and in which community.</summary>
public sealed record Visitor(Me? Me, Membership? Membership)
{
    /// <summary>Before signing in.</summary>
    public static Visitor Nobody { get; } = new(null, null);

    /// <summary>communities/{community}, or empty.</summary>
    public string Community => Membership?.Community ?? "";

    /// <summary>communities/{community}/residents/{resident}, or empty.</summary>
    public string Resident => Membership?.Resident ?? "";

    /// <summary>Whether this person operates the server.</summary>
    public bool IsOperator => Me?.Operator == true;

    /// <summary>Whether the person may read and do nothing else.</summary>
    public bool IsOnlyObserver => Membership is { Roles.Count: 1 } && Has(Role.Observer);

    /// <summary>Whether the person has one of the roles here.</summary>
    public bool Has(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Membership?.Roles.Contains(role) == true)
            {
                return true;
            }
        }

        return false;
    }
}
