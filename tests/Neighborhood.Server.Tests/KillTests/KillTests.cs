using System.Diagnostics;
using System.Globalization;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>
/// SIGKILL at any moment, and in every other round between the two ledgers of an invitation. <c>NEIGHBORHOOD_KILL_ROUNDS</c> says how often
/// (4 at a desk), <c>NEIGHBORHOOD_SEED</c> repeats the moments of a run.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DeskRounds = 4;
    private const int ShortestLoadMilliseconds = 150;
    private const int LongestLoadMilliseconds = 1_500;
    private const int LongestStartMilliseconds = 1_200;

    [Fact]
    public async Task What_was_answered_survives_every_kill_and_nothing_happens_twice()
    {
        var rounds = Number("NEIGHBORHOOD_KILL_ROUNDS") ?? DeskRounds;
        var seed = Number("NEIGHBORHOOD_SEED") ?? Random.Shared.Next();
        output.WriteLine($"NEIGHBORHOOD_SEED={seed} NEIGHBORHOOD_KILL_ROUNDS={rounds}");
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("neighborhood-kill-");
        var ledger = new LedgerCopy();
        await using var place = new Neighbourhood();
        var inspection = new Inspection(place, ledger, random);
        var server = await ServerProcess.StartAsync(folder.FullName);
        try
        {
            await place.FoundAsync(server);
            for (var round = 1; round <= rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                await place.OpenTopicAsync(round);
                var killed = await RunAsync(new Load(place, round, random.Next()), round, server, folder.FullName, random);
                await server.DisposeAsync();
                server = await RestartAsync(folder.FullName, random);
                await place.ConnectAsync(await server.Address);
                await inspection.RunAsync();
                output.WriteLine(
                    $"round {round}: killed {killed}, {place.Answered.Count} answered, {ledger.Size} entries, "
                    + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            }
        }
        catch
        {
            output.WriteLine(server.Said);
            throw;
        }
        finally
        {
            await server.DisposeAsync();
        }

        output.WriteLine(
            $"{place.Answered.Count} acts answered, {inspection.InFlightCount} in flight at a kill, {inspection.BetweenLedgersCount} between the ledgers, "
            + $"{inspection.RepeatCount} repeated, {ledger.HeadCount} signed heads of one history of {ledger.Size} entries");
        Assert.True(place.Answered.Count > 0, "Nothing was done, so nothing was tested.");
        Assert.True(inspection.BetweenLedgersCount >= rounds / 2, "No kill landed between the ledgers.");
        folder.Delete(recursive: true);
    }

    private static async Task<string> RunAsync(Load load, int round, ServerProcess server, string folder, Random random)
    {
        if (round % 2 == 0)
        {
            var place = round % 4 == 0 ? DyingJournal.AfterDirectory : DyingJournal.BeforeCommunity;
            await load.RunAsync(server, ServerProcess.DiePath(folder), place);
            Assert.Equal(1, await BetweenLedgers.CountAsync(folder));
            return place;
        }

        var until = TimeSpan.FromMilliseconds(random.Next(ShortestLoadMilliseconds, LongestLoadMilliseconds));
        await load.RunAsync(server, until);
        return $"after {until.TotalMilliseconds:0} ms";
    }

    /// <summary>One time in four the server is killed again while it starts.</summary>
    private static async Task<ServerProcess> RestartAsync(string folder, Random random)
    {
        if (random.Next(4) == 0)
        {
            await using var interrupted = ServerProcess.Begin(folder);
            await Task.Delay(random.Next(LongestStartMilliseconds));
        }

        return await ServerProcess.StartAsync(folder);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
