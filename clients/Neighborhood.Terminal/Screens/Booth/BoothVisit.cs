using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One visit to a booth, from the empty welcome page to signing out.</summary>
internal sealed class BoothVisit
{
    /// <summary>What is typed for a user name by staff who close the booth.</summary>
    public const string Leave = "/leave";

    private static readonly TimeSpan LongestNotice = TimeSpan.FromSeconds(15);

    private readonly Booth booth;
    private readonly BoothConnection connection;
    private readonly TimeSpan idle;
    private readonly TimeSpan notice;
    private readonly ITimer timer;
    private Task coming = Task.CompletedTask;
    private bool isWarned;

    public BoothVisit(Booth booth, TimeSpan idle, BoothConnection connection, IUserInterface userInterface, TimeProvider clock, Words words)
    {
        (this.booth, this.connection, this.idle) = (booth, connection, idle);
        notice = idle / 2 < LongestNotice ? idle / 2 : LongestNotice;
        Shell = new ShellPresenter(connection.Server, userInterface, clock, words) { IsLent = true };
        timer = clock.CreateTimer(_ => userInterface.Post(Miss), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Shell.Touched += Notice;
        Shell.StartWith(Door());
        Notice();
    }

    /// <summary>Its screens.</summary>
    public ShellPresenter Shell { get; }

    /// <summary>Lets go of the screens at once; ends when whoever was here is signed out.</summary>
    public async Task EndAsync()
    {
        Shell.Dispose();
        await timer.DisposeAsync().ConfigureAwait(false);

        // A session that begins only now ends, too.
        await coming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private FormPresenter Door() => new(Shell.Workspace, "booth", [Fields.UserName, Fields.Password("password", "field_password")], ComeInAsync)
    {
        SendLabel = "welcome_sign_in",
        Heading = _ => booth.Poll.Question,
        Introduction = words => BoothText.Of(booth.Poll, idle, words, Shell.Workspace.Moments),
    };

    private Task<Action> ComeInAsync(FormState form, CancellationToken cancellation)
    {
        var coming = form["user_name"] == Leave ? booth.AskToCloseAsync(form.Raw("password")) : SignInAsync(form, cancellation);
        this.coming = coming;
        return coming;
    }

    private async Task<Action> SignInAsync(FormState form, CancellationToken cancellation)
    {
        // Not given up half-way: a session of which nobody here knows could not be ended.
        await connection.Server.SignInAsync(form["user_name"], form.Raw("password"), CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await ArriveAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await connection.SignOutAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Action> ArriveAsync(CancellationToken cancellation)
    {
        var (server, name) = (connection.Server, booth.Poll.Name);
        var me = await server.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancellation).ConfigureAwait(false);
        var poll = await server.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: cancellation).ConfigureAwait(false);
        var entitlement = await server.Polls.GetMyEntitlementAsync(new GetMyEntitlementRequest { Name = name }, cancellationToken: cancellation)
            .ConfigureAwait(false);
        if (BoothText.WhyNot(me, poll, entitlement, Shell.Words, Shell.Workspace.Clock) is { } reason)
        {
            throw Fields.Refusal("user_name", reason);
        }

        return () =>
        {
            Shell.Workspace.Welcome(new Visitor(me, me.Memberships.FirstOrDefault(one => name.StartsWith(one.Community + "/", StringComparison.Ordinal))));
            Shell.StartWith(Casting.AtBooth(Shell.Workspace, poll, Shell.End).Ballot(Shell.Workspace, poll));
        };
    }

    // Somebody pressed a key.
    private void Notice()
    {
        isWarned = false;
        timer.Change(idle - notice, Timeout.InfiniteTimeSpan);
    }

    // Nobody did for a while: whoever is signed in is told first, and once more as long nothing happens the visit ends.
    private void Miss()
    {
        if (isWarned)
        {
            Shell.End();
            return;
        }

        isWarned = true;
        timer.Change(notice, Timeout.InfiniteTimeSpan);
        if (Shell.Workspace.Visitor.Me is not null)
        {
            Shell.Tell(Shell.Words.Say("booth_idle", (int)notice.TotalSeconds), Tone.Warning);
        }
    }
}
