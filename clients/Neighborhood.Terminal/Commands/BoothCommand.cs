using System.CommandLine;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>
/// A booth at a service point: one voter after another signs in, votes, gets a receipt and is signed out. Staff start it, and leaving it needs their password.
/// </summary>
internal static class BoothCommand
{
    private const int DefaultIdleSeconds = 90;
    private const string Leave = "/leave";

    // Clears what can be scrolled back to, the screen, and goes to its beginning.
    private const string Clear = "\u001b[3J\u001b[2J\u001b[H";

    public static Command Build(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var idle = grammar.Value("idle-seconds", DefaultIdleSeconds);
        return grammar.Verb("booth", [which, idle], async run =>
        {
            var poll = await OpenAsync(run, await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false)).ConfigureAwait(false);
            var me = await StaffAsync(run, poll).ConfigureAwait(false);
            var input = new BoothInput(run.Around, TimeSpan.FromSeconds(Math.Clamp(run.Get(idle), 10, 600)));
            await ServeAsync(run, input, poll, me).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static async Task<Poll> OpenAsync(Invocation run, string name)
    {
        var poll = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        if (poll.SignatureRequired)
        {
            // A key made here would be everybody's; nobody signs with another's device. Such polls take paper.
            throw new UsageException(run.Phrases["booth_needs_device"]);
        }

        if (poll.Options.Count == 0)
        {
            throw new UsageException(run.Phrases["booth_needs_options"]);
        }

        return poll.State == Poll.Types.State.Open ? poll : throw new UsageException(run.Phrases["booth_not_open"]);
    }

    private static async Task<Me> StaffAsync(Invocation run, Poll poll)
    {
        var me = await run.Client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        var community = Names.CommunityOf(poll.Name);
        return me.Memberships.Any(membership => membership.Community == community && membership.Roles.Contains(Role.Staff))
            ? me
            : throw new UsageException(run.Phrases["booth_needs_staff"]);
    }

    private static async Task ServeAsync(Invocation run, BoothInput input, Poll poll, Me staff)
    {
        while (true)
        {
            run.Around.Out.Write(Clear);
            run.Lines([poll.Question]);
            run.Say("booth_ask_user", Leave);
            if (await input.NextAsync(run.Cancel).ConfigureAwait(false) is not { } typed)
            {
                return;
            }

            if (typed.Trim() == Leave)
            {
                if (await MayLeaveAsync(run, input, staff).ConfigureAwait(false))
                {
                    run.Around.Out.Write(Clear);
                    return;
                }
            }
            else if (typed.Trim().Length > 0)
            {
                await VisitAsync(run, input, typed.Trim(), poll).ConfigureAwait(false);
            }
        }
    }

    private static Task VisitAsync(Invocation run, BoothInput input, string userName, Poll poll) => GuardAsync(run, input, async () =>
    {
        var visit = new BoothVisit(run, input);
        await using (visit.ConfigureAwait(false))
        {
            await visit.VoteAsync(userName, poll).ConfigureAwait(false);
        }
    });

    // Whoever types the staff member's password proves to be allowed; the session that comes of it ends at once.
    private static async Task<bool> MayLeaveAsync(Invocation run, BoothInput input, Me staff)
    {
        var isAllowed = false;
        await GuardAsync(run, input, async () =>
        {
            run.Around.Error.Write(run.Phrases["ask_password"]);
            var password = await input.SecretAsync(run.Cancel).ConfigureAwait(false);
            var client = NeighborhoodClient.Connect(run.Client.Address, new NeighborhoodClientOptions { HttpHandler = run.Around.Handler });
            await using (client.ConfigureAwait(false))
            {
                await client.SignInAsync(staff.UserName, password, run.Cancel).ConfigureAwait(false);
                isAllowed = true;
                await client.SignOutAsync(cancellationToken: run.Cancel).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return isAllowed;
    }

    // A refusal is shown until the next line or the idle time; then the booth is empty again.
    private static async Task GuardAsync(Invocation run, BoothInput input, Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (BoothIdleException)
        {
            // Nobody is there any more.
        }
        catch (Exception fault) when (fault is RefusedException or RpcException)
        {
            new Failures(run.Around, run.Phrases, isJson: false).Tell(fault, run.Cancel);
            run.Say("booth_go_on");
            try
            {
                await input.LineAsync(run.Cancel).ConfigureAwait(false);
            }
            catch (BoothIdleException)
            {
                // The refusal was read, or nobody is there.
            }
        }
    }
}
