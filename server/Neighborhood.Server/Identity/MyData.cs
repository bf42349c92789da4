using System.Text.Json.Nodes;
using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Identity;

/// <summary>What an account is and what is held about it, gathered from the directory and its communities.</summary>
public sealed class MyData(LedgerCalls calls, LedgerRouter router)
{
    /// <summary>Entries of one community in an export; who has more is told the newest by the staff.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>The caller's account and memberships.</summary>
    public async Task<Me> GetMeAsync(GetMeRequest request, ServerCallContext context)
    {
        var mine = await LedgerCalls.ReadAsync(await calls.DirectoryAsync(), new GetMe(), request, context);
        foreach (var id in mine.Communities)
        {
            if (await router.CommunityAsync(id) is { } community
                && await LedgerCalls.ReadAsync(community, new GetMembership(), request, context) is { } membership)
            {
                mine.Me.Memberships.Add(membership);
            }
        }

        return mine.Me;
    }

    /// <summary>Everything held about the caller, with every entry of theirs and its words.</summary>
    public async Task<ExportMyDataResponse> ExportAsync(ExportMyDataRequest request, ServerCallContext context)
    {
        var directory = await calls.DirectoryAsync();
        var account = await LedgerCalls.ReadAsync(directory, new ExportMyAccount(), request, context);
        var residences = new List<JsonObject>();
        foreach (var id in account.Communities)
        {
            if (await router.CommunityAsync(id) is { } community
                && await LedgerCalls.ReadAsync(community, new ExportMyResidence(), request, context) is { } residence)
            {
                residences.Add(DataExport.WithEntries(residence, await EntriesAsync(community, residence.Resident, context)));
            }
        }

        return new ExportMyDataResponse { Json = DataExport.Document(account.Document, residences) };
    }

    private static async Task<List<(Entry Entry, SideItem Side)>> EntriesAsync(Ledger<CommunityState> community, long resident, ServerCallContext context)
    {
        var account = RpcCall.Of(context).Caller.Account;
        var mine = await community.FindEntriesAsync(entry => DataExport.Concerns(entry, account, resident), MaxEntries, context.CancellationToken);
        var texts = await community.LoadTextsAsync([.. mine.Select(entry => entry.Sequence)], context.CancellationToken);
        return [.. mine.Select(entry => (entry, texts.SideOf(entry.Sequence)))];
    }
}
