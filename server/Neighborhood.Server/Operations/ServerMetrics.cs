using System.Diagnostics.Metrics;
using Google.Rpc;
using Grpc.Core;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Audit;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Operations;

/// <summary>Figures for whoever watches the server. None is of a person, a community or a poll, so none tells a choice.</summary>
public sealed class ServerMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Neighborhood.Server";

    private readonly Counter<long> _refusals;

    /// <summary>Makes the instruments.</summary>
    public ServerMetrics(IMeterFactory meters, GroupCommit commit, LedgerRouter router, LiteDbJournal journal, Watches watches)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("neighborhood.segments", () => commit.SegmentCount, description: "Segments written.");
        meter.CreateObservableCounter("neighborhood.batches", () => commit.BatchCount, description: "Batches written, each one transaction.");
        meter.CreateObservableCounter("neighborhood.syncs", () => journal.Statistics.Syncs, description: "Times that a file was synced.");
        meter.CreateObservableGauge("neighborhood.pending", () => router.PendingCount, description: "Commands that wait for the disk.");
        meter.CreateObservableGauge("neighborhood.watchers", () => watches.Count, description: "Watches that run.");
        _refusals = meter.CreateCounter<long>("neighborhood.refusals", description: "Refused calls by reason.");
    }

    /// <summary>Counts a refusal under its reason, or under its status where it carries none of ours.</summary>
    public void CountRefusal(RpcException refusal)
    {
        var reason = refusal.GetRpcStatus()?.GetDetail<ErrorInfo>() is { Domain: ErrorTable.Domain } info ? info.Reason : refusal.StatusCode.ToString();
        _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }
}
