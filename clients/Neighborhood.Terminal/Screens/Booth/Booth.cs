using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>
/// A booth at a service point: one visit after another, each with a shell, screens, a connection and a session of its own. What one visit made is never shown
/// to the next, because nothing of it is handed on.
/// </summary>
public sealed class Booth : IAsyncDisposable
{
    private readonly BoothTerms terms;
    private readonly INeighborhood staff;
    private readonly Func<BoothConnection> connect;
    private readonly IUserInterface userInterface;
    private readonly TimeProvider clock;
    private readonly Words words;
    private BoothVisit visit;
    private Task leaving = Task.CompletedTask;

    /// <summary>Opens it with its first visit.</summary>
    /// <param name="terms">What it serves.</param>
    /// <param name="staff">The connection of whoever opened it, with which nothing but the poll is read.</param>
    /// <param name="connect">Makes the connection of a visit.</param>
    /// <param name="userInterface">The thread of the screens.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="words">The language in which every visit begins.</param>
    public Booth(BoothTerms terms, INeighborhood staff, Func<BoothConnection> connect, IUserInterface userInterface, TimeProvider clock, Words words)
    {
        (this.terms, this.staff, this.connect) = (terms, staff, connect);
        (this.userInterface, this.clock, this.words) = (userInterface, clock, words);
        Poll = terms.Poll;
        Begin();
    }

    /// <summary>The poll, as it was last read for the welcome page.</summary>
    public Poll Poll { get; private set; }

    /// <summary>The screens of the present visit.</summary>
    public ShellPresenter Shell => visit.Shell;

    /// <summary>Whether staff closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends the present visit and begins no other.</summary>
    public void Close()
    {
        IsClosed = true;
        visit.Shell.End();
    }

    /// <summary>Ends the present visit, and waits until everybody who was here is signed out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!visit.Shell.HasEnded)
        {
            Close();
        }

        await leaving.ConfigureAwait(false);
    }

    // Whoever types the staff member's password proves to be allowed; the session that comes of it ends at once.
    internal async Task<Action> AskToCloseAsync(string password)
    {
        var connection = connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.Server.SignInAsync(terms.Staff, password, CancellationToken.None).ConfigureAwait(false);
        }

        return Close;
    }

    [MemberNotNull(nameof(visit))]
    private void Begin()
    {
        visit = new BoothVisit(this, terms.Idle, connect(), userInterface, clock, words);
        visit.Shell.Changed += GoOn;
        _ = ReadAsync();
    }

    private void GoOn()
    {
        var ended = visit;
        if (!ended.Shell.HasEnded)
        {
            return;
        }

        ended.Shell.Changed -= GoOn;
        leaving = BothAsync(leaving, ended.EndAsync());
        if (!IsClosed)
        {
            Begin();
        }
    }

    // The close may have been moved, or have come, since the booth was opened. What cannot be read stays as it was; whoever signs in learns of it.
    private async Task ReadAsync()
    {
        try
        {
            var poll = await staff.Polls.GetPollAsync(new GetPollRequest { Name = Poll.Name }).ConfigureAwait(false);
            userInterface.Post(() =>
            {
                Poll = poll;
                visit.Shell.Draw();
            });
        }
        catch (RpcException)
        {
            return;
        }
    }

    private static async Task BothAsync(Task earlier, Task later)
    {
        try
        {
            await earlier.ConfigureAwait(false);
        }
        finally
        {
            // What one visit could not clear away does not cut short the sign-out of the next.
            await later.ConfigureAwait(false);
        }
    }
}
