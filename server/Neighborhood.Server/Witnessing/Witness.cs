using System.Globalization;
using Microsoft.Extensions.Options;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Witnessing;

/// <summary>What a witness answers over HTTP.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">What the body is.</param>
public sealed record WitnessReply(int Status, string Body, string ContentType = "text/plain; charset=utf-8");

/// <summary>
/// Cosigns the heads of other servers: only one that goes on from the head that it cosigned last. One request after another, so that comparing and
/// remembering are one step, and each is remembered on disk before it is signed for anybody.
/// </summary>
public sealed partial class Witness(WitnessStore store, ServerKeys keys, IOptions<ServerOptions> options, TimeProvider time, ILogger<Witness> logger)
{
    private readonly IReadOnlyList<NoteVerifier> _trusted = ServerOptionsCheck.TrustedBy(options.Value.Witness);
    private readonly Lock _lock = new();
    private long _cosigned;
    private long _refused;

    /// <summary>How it does; null where this server is no witness.</summary>
    public WitnessStatus? Status
    {
        get
        {
            if (options.Value.Witness.Listen.Length == 0)
            {
                return null;
            }

            lock (_lock)
            {
                return new WitnessStatus
                {
                    Key = keys.Witness.Key,
                    OriginCount = store.Count,
                    CosignedCount = _cosigned,
                    RefusalCount = _refused,
                    ForkedOrigins = { store.Forked.Take(Ledger.Limits.StatusLedgersCount) },
                };
            }
        }
    }

    /// <summary>Answers <c>add-checkpoint</c>.</summary>
    public WitnessReply Add(string body)
    {
        lock (_lock)
        {
            var reply = Decide(body);
            if (reply.Status == StatusCodes.Status200OK)
            {
                _cosigned++;
                return reply;
            }

            _refused++;
            return reply;
        }
    }

    private WitnessReply Decide(string body)
    {
        if (!WitnessRequest.TryParse(body, out var request))
        {
            return new WitnessReply(StatusCodes.Status400BadRequest, "The body is not that of add-checkpoint.\n");
        }

        var last = store.Last(WitnessRule.OriginOf(request) ?? "");
        var verdict = WitnessRule.Judge(request, _trusted, last);
        if (verdict.IsFork || verdict.Answer == WitnessAnswer.Inconsistent)
        {
            LogFork(logger, verdict.Head!.Origin, last?.Size ?? 0, verdict.Head.Size, store.KeepFork(verdict.Head.Origin, request));
        }

        return verdict.Answer switch
        {
            WitnessAnswer.Cosigned => Cosign(verdict.Head!, request, last),
            WitnessAnswer.UnknownOrigin => new WitnessReply(StatusCodes.Status404NotFound, "This origin is not witnessed here.\n"),
            WitnessAnswer.Untrusted => new WitnessReply(StatusCodes.Status403Forbidden, "No key that is trusted for this origin signed the checkpoint.\n"),
            WitnessAnswer.Conflict => new WitnessReply(
                StatusCodes.Status409Conflict, (last?.Size ?? 0).ToString(CultureInfo.InvariantCulture) + "\n", "text/x.tlog.size"),
            WitnessAnswer.Inconsistent => new WitnessReply(
                StatusCodes.Status422UnprocessableEntity, "The proof does not show that the tree cosigned last is the beginning of this one.\n"),
            _ => new WitnessReply(StatusCodes.Status400BadRequest, "The checkpoint is malformed, or its size is below the old one.\n"),
        };
    }

    private WitnessReply Cosign(Checkpoint head, WitnessRequest request, Checkpoint? last)
    {
        if (last is null && !store.HasRoom)
        {
            return new WitnessReply(StatusCodes.Status429TooManyRequests, "No further ledger can be witnessed here.\n");
        }

        var line = keys.Witness.Cosign(head.Format(), (ulong)time.GetUtcNow().ToUnixTimeSeconds()).Format() + "\n";
        if (last is null || last.Size != head.Size)
        {
            store.Put(head, request.Note + line);
        }

        return new WitnessReply(StatusCodes.Status200OK, line);
    }

    [LoggerMessage(60, LogLevel.Warning,
        "The ledger {Origin} shows two histories: {Known} entries were cosigned, and {Shown} do not go on from them. Kept in {File}")]
    private static partial void LogFork(ILogger logger, string origin, long known, long shown, string file);
}
