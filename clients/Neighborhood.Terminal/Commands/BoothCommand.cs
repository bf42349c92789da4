using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>
/// A booth at a service point: the full screen, locked to one poll, where one voter after another signs in, votes, gets a receipt and is signed out. Staff open
/// it, and closing it needs their password.
/// </summary>
internal static class BoothCommand
{
    private const int DefaultIdleSeconds = 90;

    public static Command Build(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var idle = grammar.Value("idle-seconds", DefaultIdleSeconds);
        return grammar.Verb("booth", [which, idle], async run =>
        {
            if (!run.IsInteractive)
            {
                throw new UsageException(run.Phrases["booth_needs_terminal"]);
            }

            var poll = await OpenAsync(run, await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false)).ConfigureAwait(false);
            var staff = await StaffAsync(run, poll).ConfigureAwait(false);
            var terms = new BoothTerms(poll, staff.UserName, TimeSpan.FromSeconds(Math.Clamp(run.Get(idle), 10, 600)));
            var server = new Shell.SdkNeighborhood(run.Client);
            var booth = FullScreen.Run(
                thread => new Booth(terms, server, () => Connect(run.Client.Address, run.Around, run.Words), thread, run.Around.Clock, run.Words), run.Cancel);
            await booth.DisposeAsync().ConfigureAwait(false);
            return run.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
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

    /// <summary>
    /// A session that is nowhere but in memory, and a folder of keys of its own that goes with it. The heads are those that this computer remembers, so that a
    /// server which shows one voter another history than the last one is found out.
    /// </summary>
    internal static BoothConnection Connect(Uri address, Surroundings around, Words words)
    {
        var folder = Path.Combine(around.TemporaryFolder, $"neighborhood-booth-{Guid.NewGuid():N}");
        var client = NeighborhoodClient.Connect(address, new NeighborhoodClientOptions
        {
            Language = words.IsChinese ? "zh-CN" : "en",
            HttpHandler = around.Handler,
            KnownHeadsPath = around.KnownHeadsPath,
            DeviceKeysFolder = folder,
            TimeProvider = around.Clock,
        });
        return new BoothConnection(new Shell.SdkNeighborhood(client), new OwnClient(client, folder));
    }

    private sealed class OwnClient(NeighborhoodClient client, string folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync().ConfigureAwait(false);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
