using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls.Bundles;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Polls;

/// <summary>Makes audit bundles: one walk over the ledger, in pieces, a few at a time, whatever the number of ballots.</summary>
public sealed class PollExports(LedgerCalls calls) : IDisposable
{
    private const int PieceBytes = 64 << 10;
    private const int BatchCount = 2_000;
    private readonly SemaphoreSlim _running = new(Limits.ExportsCount);

    /// <summary>Streams the bundle that a request asks for.</summary>
    public async Task RunAsync(ExportPollRequest request, IServerStreamWriter<ExportPollResponse> stream, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Name);
        var sheet = await LedgerCalls.ReadAsync(community, new ExportPoll(), request, context);
        if (!await _running.WaitAsync(TimeSpan.Zero, context.CancellationToken))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.LedgerBusy, RetryAfterMicros: Limits.ExportRetryMilliseconds * 1_000L));
        }

        try
        {
            await new Export(community, sheet, stream, context.CancellationToken).RunAsync();
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private sealed class Export(Ledger<CommunityState> community, BundleSheet sheet, IServerStreamWriter<ExportPollResponse> stream, CancellationToken cancel)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(PieceBytes * 2);
        private readonly List<WalkStep> _batch = [];
        private CosignedHead? _cosigned;
        private long _size;
        private bool _isBegun;

        public async Task RunAsync()
        {
            var newest = community.SignedHead(0)!;
            _size = newest.Size;
            _cosigned = community.Cosigned is { } cosigned && cosigned.Checkpoint.Size <= _size ? cosigned : null;
            var seed = (await community.LoadSidesAsync([sheet.OpenSequence], cancel)).SideOf(sheet.OpenSequence).Data;
            if (seed.IsEmpty)
            {
                // The evidence is held until its time and then erased.
                throw ErrorTable.ToException(Refusal.WrongState("EVIDENCE_ERASED"));
            }

            await NoteProxiesAsync();
            var lines = new BundleLines(_bytes);
            lines.Header(sheet, newest.VerifierKey);
            lines.Rule(sheet.Rule.Span);
            lines.Seed(seed.Span);
            foreach (var rows in Enumerable.Range(0, sheet.Roll.Count).Chunk(BundleLines.RollRowsCount))
            {
                lines.Roll([.. rows.Select(row => sheet.Roll[row])]);
                await SendFullAsync(0);
            }

            List<long> stops =
                [.. sheet.HeadSizes.Append(_size).Append(_cosigned?.Checkpoint.Size ?? 0).Where(size => size > 0 && size <= _size).Distinct().Order()];
            await foreach (var step in community.WalkAsync(_size, stops, sheet.Shows, cancel))
            {
                _batch.Add(step);
                if (_batch.Count == BatchCount)
                {
                    await WriteAsync(lines);
                }
            }

            await WriteAsync(lines);
            lines.Footer();
            await SendAsync(_size);
        }

        /// <summary>An authorisation and a device stand before the ballots that name them, so the ballots are looked at first.</summary>
        private async Task NoteProxiesAsync()
        {
            if (!sheet.HasProxies)
            {
                return;
            }

            await foreach (var step in community.WalkAsync(_size, [], NotesAndHides, cancel))
            {
                _ = step;
            }

            bool NotesAndHides(V1.Facts.Entry entry)
            {
                sheet.Note(entry);
                return false;
            }
        }

        private async Task WriteAsync(BundleLines lines)
        {
            var openings = await community.LoadSidesAsync(
                [.. _batch.Where(step => step.Entry?.Fact.BallotCast is not null && sheet.Opens(step.Entry)).Select(step => step.Position)], cancel);
            foreach (var step in _batch)
            {
                Write(lines, step, openings);
                await SendFullAsync(step.Position);
            }

            _batch.Clear();
        }

        private void Write(BundleLines lines, WalkStep step, ITexts openings)
        {
            if (step.Hash is { } hash)
            {
                lines.Tree(step.Level, hash);
                return;
            }

            if (step.Entry is not { } entry)
            {
                lines.Head(_cosigned?.Checkpoint.Size == step.Position ? _cosigned.Note : community.SignedHead(step.Position)!.Checkpoint);
                return;
            }

            if (entry.Fact.BallotCast is not null && sheet.Opens(entry) && openings.SideOf(entry.Sequence) is { Data.IsEmpty: false } opening)
            {
                lines.Ballot(step.Bytes.Span, opening.Data.Span, opening.Salt.Span);
                return;
            }

            lines.Entry(step.Bytes.Span);
        }

        private Task SendFullAsync(long position) => _bytes.WrittenCount >= PieceBytes ? SendAsync(position) : Task.CompletedTask;

        private async Task SendAsync(long position)
        {
            var piece = new ExportPollResponse { Data = ByteString.CopyFrom(_bytes.WrittenSpan), Position = position, Size = _size };
            piece.Kind = _isBegun ? BundleKind.Unspecified : sheet.Kind;
            _isBegun = true;
            _bytes.ResetWrittenCount();
            await stream.WriteAsync(piece, cancel);
        }
    }
}
