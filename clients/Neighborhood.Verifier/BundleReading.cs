using Google.Protobuf;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>One reading of a bundle, line by line: the head of the file, then a walk over the tree from left to right.</summary>
internal sealed class BundleReading(LineReader lines, BundleExpectation expected, Action<long> progress)
{
    private const int SeedBytes = 32;
    private const int ProgressLines = 4_096;

    private readonly TreeFrontier _tree = new();
    private byte[] _entryBytes = new byte[1 << 10];
    private byte[] _againBytes = new byte[1 << 10];
    private byte[] _hashBytes = new byte[64];
    private byte[] _choiceBytes = new byte[64];
    private byte[] _saltBytes = new byte[64];
    private BundleHeader? _header;
    private RollBook? _roll;
    private PollFold? _poll;
    private DeviceBook? _devices;
    private HeadCheck? _heads;
    private long _lastMicros = long.MinValue;
    private long _hidden;
    private long _resultAt;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="Broken">The first thing that does not hold.</exception>
    public void Run()
    {
        _header = BundleHeader.Read(lines.Next(), expected);
        _heads = new HeadCheck(_header, expected);
        var rule = Only("{\"rule\":\""u8, lines.Next());
        var seed = Only("{\"seed\":\""u8, lines.Next());
        Broken.Unless(seed.Length == SeedBytes, BundleFault.BundleForm);
        _roll = new RollBook(_header.Ledger, _header.Poll, seed);
        _devices = new DeviceBook(_header.Ledger);
        _poll = new PollFold(_header, rule, _roll, _devices);
        var line = lines.Next();
        while (IsRoll(line))
        {
            line = lines.Next();
        }

        while (!IsEnd(line))
        {
            Step(line);
            line = lines.Next();
        }

        Broken.Unless(lines.IsAtEnd(), BundleFault.BundleForm);
        Broken.Unless(_poll.IsDecided, BundleFault.ResultMissing);
        Broken.Unless(_poll.IsOfItsKind, BundleFault.KindSecrecy);
        Broken.UnlessSame(_tree.Size, _heads.Size, BundleFault.HeadMissing);
        _heads.RequireWitnesses(_resultAt + 1);
    }

    /// <summary>What came of it.</summary>
    public BundleVerdict Verdict(BundleFault fault, string should, string found) =>
        new(fault, lines.Number, _tree.Size, should, found, Summary(), fault == BundleFault.None ? Limits() : [])
        {
            KeptHead = _heads?.Contradiction,
            ShownHead = _heads?.Contradiction is null ? null : _heads.Newest,
        };

    private static byte[] Only(ReadOnlySpan<byte> before, ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        var bytes = Array.Empty<byte>();
        cursor.Expect(before);
        var value = cursor.Base64(ref bytes).ToArray();
        cursor.Expect("}"u8);
        cursor.End();
        return value;
    }

    private bool IsRoll(ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        if (!cursor.Take("{\"roll\":["u8))
        {
            return false;
        }

        do
        {
            cursor.Expect("["u8);
            var voter = cursor.Number();
            cursor.Expect(","u8);
            var area = cursor.Number();
            cursor.Expect(","u8);
            var heads = cursor.Number();
            cursor.Expect("]"u8);
            _roll!.Add(voter, area, heads);
        }
        while (cursor.Take(","u8));
        cursor.Expect("]}"u8);
        cursor.End();
        return true;
    }

    private bool IsEnd(ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        if (!cursor.Take("{\"end\":"u8))
        {
            return false;
        }

        var before = cursor.Number();
        cursor.Expect("}"u8);
        cursor.End();
        Broken.UnlessSame(lines.Number - 1, before, BundleFault.BundleForm);
        return true;
    }

    private void Step(ReadOnlySpan<byte> line)
    {
        if (lines.Number % ProgressLines == 0)
        {
            progress(lines.Position);
        }

        var cursor = new LineCursor(line);
        if (cursor.Take("{\"entry\":\""u8))
        {
            TakeEntry(ref cursor);
            return;
        }

        if (cursor.Take("{\"tree\":"u8))
        {
            TakeTree(ref cursor);
            return;
        }

        cursor.Expect("{\"head\":"u8);
        var note = cursor.String();
        cursor.Expect("}"u8);
        cursor.End();
        _heads!.Take(note, _tree);
    }

    private void TakeTree(ref LineCursor cursor)
    {
        var level = cursor.Number();
        cursor.Expect(",\"hash\":\""u8);
        var hash = cursor.Base64(ref _hashBytes);
        cursor.Expect("}"u8);
        cursor.End();
        var before = _tree.Size;
        Broken.Unless(level < 62 && _tree.TryAdd((int)level, hash), BundleFault.TreePlace);
        _hidden += Math.Max(0, _tree.Size - Math.Max(before, _header!.Poll));
    }

    private void TakeEntry(ref LineCursor cursor)
    {
        var bytes = cursor.Base64(ref _entryBytes);
        Opening? opening = null;
        if (cursor.Take(",\"choice\":\""u8))
        {
            var choice = cursor.Base64(ref _choiceBytes).ToArray();
            cursor.Expect(",\"salt\":\""u8);
            opening = new Opening(choice, cursor.Base64(ref _saltBytes).ToArray());
        }

        cursor.Expect("}"u8);
        cursor.End();
        var entry = Read(bytes);
        Broken.UnlessSame(_tree.Size, entry.Sequence, BundleFault.EntrySequence);
        Broken.Unless(entry.TimeMicros >= _lastMicros, BundleFault.EntryTime);
        _lastMicros = entry.TimeMicros;
        Span<byte> leaf = stackalloc byte[MerkleHash.Size];
        MerkleHash.Leaf(bytes, leaf);
        _poll!.Apply(entry, leaf, opening);
        _resultAt = entry.Fact.ResultDeclared is null ? _resultAt : entry.Sequence;
        _tree.Add(leaf);
    }

    /// <summary>An entry in its one spelling: what another program could read in another way is none.</summary>
    private Entry Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var entry = Entry.Parser.ParseFrom(bytes);
            if (_againBytes.Length < bytes.Length)
            {
                _againBytes = new byte[bytes.Length];
            }

            var isSpelt = entry.Fact is not null && entry.CalculateSize() == bytes.Length;
            if (isSpelt)
            {
                entry.WriteTo(_againBytes.AsSpan(0, bytes.Length));
            }

            return isSpelt && bytes.SequenceEqual(_againBytes.AsSpan(0, bytes.Length)) ? entry : throw new Broken(BundleFault.EntryForm);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new Broken(BundleFault.EntryForm);
        }
    }

    private BundleSummary Summary() => new()
    {
        Kind = _header?.Kind ?? "",
        Ledger = _header?.Ledger ?? "",
        Poll = _header?.Poll ?? 0,
        VerifierKey = _header?.Key ?? "",
        Question = _poll?.Announced.Question ?? "",
        Rule = _poll is { Announced.RulePack.Length: > 0 } ? $"{_poll.Announced.RulePack} {_poll.Announced.RulePackVersion}" : "",
        Voters = _roll?.Count ?? 0,
        Ballots = _poll?.Chain.Count ?? 0,
        Counted = _roll?.Tally(_poll?.Chain.Choices.Count ?? 0).Voters ?? 0,
        Tally = _poll?.Tally ?? [],
        Outcomes = [.. (_poll?.Outcomes ?? []).Select(QuestionResult.Of)],
        Clauses = _poll?.Clauses ?? [],
        Passed = _poll?.Result.Passed ?? false,
        Voided = _poll?.IsVoided ?? false,
        Court = _poll?.Voided.Court ?? "",
        CaseNumber = _poll?.Voided.CaseNumber ?? "",
        Head = _heads?.Newest ?? "",
    };

    private List<BundleLimit> Limits()
    {
        var limits = new List<BundleLimit>();
        Note(LimitKind.KeyOfBundle, expected.VerifierKey is null);
        Note(LimitKind.RollTruth, true);
        Note(LimitKind.Sealed, !_header!.HasOpenings);
        Note(LimitKind.EvidenceErased, _poll!.IsErased);
        Note(LimitKind.Withheld, !_header.HasOpenings && _poll!.Result.Withheld);
        Note(LimitKind.UnsignedBallots, _poll!.Chain.Unsigned > 0, _poll.Chain.Unsigned);
        Note(LimitKind.FirstUse, _devices!.Unapproved > 0, _devices.Unapproved);
        Note(LimitKind.StruckBallots, _poll.Struck > 0, _poll.Struck);
        Note(LimitKind.Paper, _poll.Papers.Counted > 0, _poll.Papers.Counted);
        Note(LimitKind.Hidden, _hidden > 0, _hidden);
        Note(LimitKind.NoWitness, expected.WitnessKeys.Count == 0);
        Note(LimitKind.HeadUnreached, _heads!.Unreached > 0, _heads.Unreached);
        return limits;

        void Note(LimitKind kind, bool applies, long count = 0)
        {
            if (applies)
            {
                limits.Add(new BundleLimit(kind, count));
            }
        }
    }
}
