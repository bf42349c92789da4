using System.Diagnostics;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Ledger;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>Casts very many ballots through the real ledgers without the network, as they come under load.</summary>
internal static class Ballots
{
    private const int AtOnce = 2_000;

    /// <summary>Casts <paramref name="each"/> ballots in every community, in turn.</summary>
    public static async Task CastAsync(string folder, IReadOnlyList<Estate> estates, int each, Report report)
    {
        var watch = Stopwatch.StartNew();
        await using var app = Estate.Compose(folder);
        await app.StartAsync();
        var router = app.Services.GetRequiredService<LedgerRouter>();
        var communities = new List<Ledger<CommunityState>>();
        foreach (var estate in estates)
        {
            communities.Add((await router.CommunityAsync(estate.Id))!);
        }

        var count = (long)each * estates.Count;
        var next = -1L;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var which = (int)(i % estates.Count);
                while ((await CastAsync(communities[which], estates[which], i / estates.Count)).Refusal is not null)
                {
                    await Task.Delay(10);
                }
            }
        })));
        report.Say($"{count} ballots cast in {watch.Elapsed.TotalSeconds:0.0} s without the network");
        await app.StopAsync();
    }

    /// <summary>Casts one ballot of a voter.</summary>
    public static Task<Outcome<CastBallotResponse>> CastAsync(Ledger<CommunityState> community, Estate estate, long voter) => community.ExecuteAsync(
        "Polls.CastBallot",
        new CastBallot(),
        new CastBallotRequest { Parent = estate.Poll, Choice = new Choice { Option = "yes" } },
        new Caller(estate.Accounts[(int)(voter % estate.Accounts.Count)], IsOperator: false),
        Guid.NewGuid(),
        CancellationToken.None);
}
