using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests;

/// <summary>What every journal does, whatever it is made of. A subclass says how one is made and opened again.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IJournal Journal { get; private set; } = null!;

    protected abstract Task<IJournal> Open();

    public async ValueTask InitializeAsync() => Journal = await Open();

    public virtual async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_ledger_that_was_never_written_has_no_head_no_segments_and_no_vault()
    {
        Assert.Empty(await Journal.ReadHeadsAsync(Cancel));
        Assert.Null(await Journal.ReadHeadAsync(Community, Cancel));
        Assert.Empty(await ReadAll(Journal, Community));
        Assert.Empty(await Journal.ReadVaultAsync(Community, Cancel));
        Assert.True((await Journal.ReadSideAsync(Community, 0, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task What_was_appended_is_there_after_reopening()
    {
        var write = Write(null, Community, 1, entriesBytes: 5000, sideBytes: 3000) with { VaultPuts = [new("name/1", Bytes(9, 40))] };
        write = write with { Next = write.Next with { NextDue = Noon } };
        await Journal.AppendAsync(Of(write), Cancel);
        await Reopen();

        var head = Assert.Single(await Journal.ReadHeadsAsync(Cancel));
        Assert.True(head.SamePlaceAs(write.Next));
        Assert.Equal(Noon, head.NextDue);
        AssertSame(write.Segment!, Assert.Single(await ReadAll(Journal, Community)));
        Assert.True((await Journal.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(write.Side.Span));
        var record = Assert.Single(await Journal.ReadVaultAsync(Community, Cancel));
        Assert.Equal("name/1", record.Key);
        Assert.True(record.Value.Span.SequenceEqual(Bytes(9, 40)));
    }

    [Fact]
    public async Task Segments_must_join_without_a_gap_or_an_overlap()
    {
        var written = await AppendMany(40, entriesBytes: 300_000);
        var read = await ReadAll(Journal, Community);
        Assert.Equal(written.Count, read.Count);
        var next = 0L;
        foreach (var (expected, actual) in written.Zip(read))
        {
            Assert.Equal(next, actual.FirstSequence);
            AssertSame(expected, actual);
            next = actual.FirstSequence + actual.Count;
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    [InlineData(7, 6)]
    [InlineData(29, 27)]
    public async Task Reading_starts_with_the_segment_that_holds_the_sequence(long from, long first)
    {
        await AppendMany(10, count: 3);
        Assert.Equal(first, (await ReadAll(Journal, Community, from))[0].FirstSequence);
    }

    [Fact]
    public async Task Reading_from_the_end_brings_nothing()
    {
        await AppendMany(2, count: 3);
        Assert.Empty(await ReadAll(Journal, Community, 6));
        Assert.Empty(await ReadAll(Journal, Community, long.MaxValue));
    }

    [Fact]
    public async Task No_storage_cursor_may_be_held_across_a_yield()
    {
        await AppendMany(20, entriesBytes: 400_000);
        await using var reading = Journal.ReadSegmentsAsync(Community, 0, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reading.MoveNextAsync());
        await AppendMany(1);
        var count = 1;
        while (await reading.MoveNextAsync()) count++;
        Assert.InRange(count, 20, 21);
    }

    [Fact]
    public async Task An_append_whose_expected_head_is_not_on_disk_must_write_nothing()
    {
        await AppendMany(1);
        var head = await Head();
        var other = new LedgerId("communities/other");
        foreach (var wrong in new[] { null, head with { NextSequence = 7 }, head with { Epoch = 9 }, head with { Root = Bytes(3, 32) } })
        {
            var stale = Write(wrong, Community, 50);
            var batch = new JournalBatch([Write(null, other, 60), stale], [new("sessions", "s", Bytes(1, 9), Noon.AddDays(1))], []);
            var error = await Assert.ThrowsAsync<StaleHeadException>(() => Journal.AppendAsync(batch, Cancel));
            Assert.Equal(Community, error.Ledger);
            Assert.False(error.OutcomeUnknown);
        }

        Assert.Null(await Journal.ReadHeadAsync(other, Cancel));
        Assert.Empty(await Journal.ReadExpiringAsync("sessions", Noon, Cancel));
        Assert.True(head.SamePlaceAs(await Head()));
        Assert.Single(await ReadAll(Journal, Community));
    }

    [Fact]
    public async Task What_is_due_next_does_not_make_a_head_stale()
    {
        await AppendMany(1);
        var head = await Head();
        await Journal.AppendAsync(Of(Beside(head with { NextDue = Noon })), Cancel);
        await Journal.AppendAsync(Of(Write(head, Community, 70)), Cancel);
        Assert.Equal(2, (await Head()).NextSequence);
    }

    [Fact]
    public async Task A_batch_must_be_durable_whole()
    {
        var second = new LedgerId("communities/second");
        var batch = new JournalBatch(
            [Write(null, LedgerId.Directory, 1), Write(null, second, 2) with { VaultPuts = [new("k", Bytes(1, 5))] }],
            [new("sessions", "s1", Bytes(5, 20), Noon.AddHours(1))], []);
        await Journal.AppendAsync(batch, Cancel);
        await Reopen();
        Assert.Equal(2, (await Journal.ReadHeadsAsync(Cancel)).Count);
        Assert.Single(await ReadAll(Journal, LedgerId.Directory));
        Assert.Single(await ReadAll(Journal, second));
        Assert.Single(await Journal.ReadVaultAsync(second, Cancel));
        Assert.Single(await Journal.ReadExpiringAsync("sessions", Noon, Cancel));
    }

    [Fact]
    public async Task Several_writes_of_one_ledger_in_a_batch_follow_one_another()
    {
        var first = Write(null, Community, 1, sideBytes: 50);
        var second = Write(first.Next, Community, 2) with { SideErasures = [Erasing(first, 10, 20)] };
        await Journal.AppendAsync(Of(first, second), Cancel);
        Assert.Equal(2, (await ReadAll(Journal, Community)).Count);
        var side = await Journal.ReadSideAsync(Community, 0, Cancel);
        Assert.True(side.Span.Slice(10, 20).IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public async Task Ledgers_whose_names_begin_alike_or_differ_in_case_are_kept_apart()
    {
        var ledgers = new[] { "communities/a", "communities/A", "communities/a/b", "communities/ab" }.Select(name => new LedgerId(name)).ToArray();
        for (var i = 0; i < ledgers.Length; i++)
        {
            var write = Write(null, ledgers[i], i) with { VaultPuts = [new("k", Bytes(i, 4)), new("K", Bytes(i + 50, 4))] };
            await Journal.AppendAsync(Of(write), Cancel);
        }

        for (var i = 0; i < ledgers.Length; i++)
        {
            AssertSame(Write(null, ledgers[i], i).Segment!, Assert.Single(await ReadAll(Journal, ledgers[i])));
            Assert.Equal(2, (await Journal.ReadVaultAsync(ledgers[i], Cancel)).Count);
        }
    }

    [Fact]
    public async Task A_vault_record_is_replaced_as_a_whole_and_erased()
    {
        await Journal.AppendAsync(Of(Write(null, Community, 1) with { VaultPuts = [new("a", Bytes(1, 900)), new("b", Bytes(2, 5))] }), Cancel);
        var head = await Head();
        await Journal.AppendAsync(Of(Beside(head) with { VaultPuts = [new("a", Bytes(3, 4))] }), Cancel);
        var records = await Journal.ReadVaultAsync(Community, Cancel);
        Assert.True(records.Single(record => record.Key == "a").Value.Span.SequenceEqual(Bytes(3, 4)));

        await Journal.AppendAsync(Of(Beside(head) with { VaultErasures = ["a", "never there"] }), Cancel);
        Assert.Equal("b", Assert.Single(await Journal.ReadVaultAsync(Community, Cancel)).Key);
    }

    [Fact]
    public async Task Erasing_from_a_side_block_leaves_its_length_and_the_rest()
    {
        var write = Write(null, Community, 1, sideBytes: 20_000);
        await Journal.AppendAsync(Of(write), Cancel);
        await Journal.AppendAsync(Of(Beside(write.Next) with { SideErasures = [Erasing(write, 9_000, 1_000)] }), Cancel);
        var expected = write.Side.ToArray();
        expected.AsSpan(9_000, 1_000).Clear();
        Assert.True((await Journal.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(expected));
    }

    [Theory]
    [InlineData(0, -1, 2)]
    [InlineData(0, 90, 11)]
    [InlineData(5, 0, 1)]
    public async Task A_range_that_no_side_block_has_is_refused(long first, int offset, int length)
    {
        var write = Write(null, Community, 1, sideBytes: 100);
        await Journal.AppendAsync(Of(write), Cancel);
        var wrong = Of(Beside(write.Next) with { SideErasures = [Erasing(write, offset, length) with { FirstSequence = first }] });
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.AppendAsync(wrong, Cancel));
        Assert.True((await Journal.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(write.Side.Span));
    }

    [Fact]
    public async Task Expiring_records_are_put_replaced_deleted_and_gone_at_their_time()
    {
        var puts = new[] { "a", "b", "c" }.Select(key => new ExpiringRecord("sessions", key, Bytes(1, 10), Noon.AddMinutes(5))).ToList();
        puts.Add(new("session", "a", Bytes(2, 10), Noon.AddMinutes(5)));
        await Journal.AppendAsync(new([], puts, []), Cancel);
        await Journal.AppendAsync(new([], [new("sessions", "b", Bytes(3, 4), Noon.AddMinutes(9))], [("sessions", "c")]), Cancel);

        Assert.Equal(["a", "b"], (await Journal.ReadExpiringAsync("sessions", Noon, Cancel)).Select(record => record.Key).Order());
        var late = Assert.Single(await Journal.ReadExpiringAsync("sessions", Noon.AddMinutes(5), Cancel));
        Assert.Equal(("b", Noon.AddMinutes(9)), (late.Key, late.ExpiresAt));
        Assert.True(late.Value.Span.SequenceEqual(Bytes(3, 4)));
        Assert.Single(await Journal.ReadExpiringAsync("session", Noon, Cancel));
    }

    [Fact]
    public async Task More_records_than_one_bounded_read_brings_are_all_read()
    {
        var puts = Enumerable.Range(0, 1200).Select(i => new VaultRecord($"k{i:0000}", Bytes(i, 8))).ToList();
        await Journal.AppendAsync(Of(Write(null, Community, 1) with { VaultPuts = puts }), Cancel);
        Assert.Equal(puts.Select(put => put.Key), (await Journal.ReadVaultAsync(Community, Cancel)).Select(record => record.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_segment_at_its_limits_is_taken_and_read_back()
    {
        var side = Limits.SegmentBytes - Limits.SegmentEntriesBytes - 32 - 16;
        var write = Write(null, Community, 1, Limits.SegmentEntriesBytes, side);
        await Journal.AppendAsync(Of(write), Cancel);
        await Reopen();
        AssertSame(write.Segment!, Assert.Single(await ReadAll(Journal, Community)));
        Assert.True((await Journal.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(write.Side.Span));
    }

    [Fact]
    public async Task Anything_one_past_its_limit_is_refused_and_nothing_is_written()
    {
        var fits = Write(null, Community, 1);
        var side = Limits.SegmentBytes - Limits.SegmentEntriesBytes - 32 - 16;
        JournalBatch[] refused =
        [
            Of(Write(null, Community, 1, Limits.SegmentEntriesBytes + 1)),
            Of(Write(null, Community, 1, Limits.SegmentEntriesBytes, side + 1)),
            Of(Write(null, new LedgerId(new string('a', Limits.JournalNameChars + 1)), 1)),
            Of(Write(null, new LedgerId("with space"), 1)),
            Of(fits with { VaultPuts = [new(new string('k', Limits.JournalKeyChars + 1), Bytes(1, 1))] }),
            Of(fits with { VaultPuts = [new("k", new byte[Limits.JournalValueBytes + 1])] }),
            new([], [new("sessions", "k", new byte[Limits.JournalValueBytes + 1], Noon)], []),
            new([], [], [("sessions", new string('k', Limits.JournalKeyChars + 1))]),
            Of(fits with { Next = fits.Next with { NextSequence = 2 } }),
            Of(fits with { Next = fits.Next with { Root = Bytes(1, 31) } }),
            Of(fits with { Segment = null }),
        ];
        foreach (var batch in refused) await Assert.ThrowsAsync<ArgumentException>(() => Journal.AppendAsync(batch, Cancel));
        Assert.Empty(await Journal.ReadHeadsAsync(Cancel));
    }

    [Fact]
    public async Task Names_keys_and_values_at_their_limits_are_taken()
    {
        var ledger = new LedgerId(new string('a', Limits.JournalNameChars));
        var key = new string('名', Limits.JournalKeyChars);
        var expiring = new ExpiringRecord(new string('s', Limits.JournalNameChars), key, new byte[Limits.JournalValueBytes], Noon.AddDays(1));
        await Journal.AppendAsync(new([Write(null, ledger, 1) with { VaultPuts = [new(key, new byte[Limits.JournalValueBytes])] }], [expiring], []), Cancel);
        Assert.Equal(key, Assert.Single(await Journal.ReadVaultAsync(ledger, Cancel)).Key);
        Assert.Equal(key, Assert.Single(await Journal.ReadExpiringAsync(expiring.Collection, Noon, Cancel)).Key);
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_answered_and_nothing_is_lost()
    {
        var ledgers = Enumerable.Range(0, Limits.JournalQueueBatches + 50).Select(i => new LedgerId($"communities/{i}")).ToArray();
        await Task.WhenAll(ledgers.Select((ledger, i) => Journal.AppendAsync(Of(Write(null, ledger, i)), Cancel)));
        await Reopen();
        Assert.Equal(ledgers.Length, (await Journal.ReadHeadsAsync(Cancel)).Count);
        for (var i = 0; i < ledgers.Length; i++) AssertSame(Write(null, ledgers[i], i).Segment!, Assert.Single(await ReadAll(Journal, ledgers[i])));
    }

    [Fact]
    public async Task Of_two_callers_with_the_same_expected_head_one_wins()
    {
        await AppendMany(1);
        var head = await Head();
        var appends = new[] { 10, 20 }.Select(seed => Journal.AppendAsync(Of(Write(head, Community, seed)), Cancel)).ToArray();
        var failed = 0;
        foreach (var append in appends)
        {
            if (await Record.ExceptionAsync(() => append) is StaleHeadException) failed++;
        }

        Assert.Equal(1, failed);
        Assert.Equal(2, (await ReadAll(Journal, Community)).Count);
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.AppendAsync(Of(Write(null, Community, 1)), cancelled));
        Assert.Empty(await Journal.ReadHeadsAsync(Cancel));
    }

    [Fact]
    public void Free_space_is_told() => Assert.True(Journal.FreeSpaceBytes > 0);

    protected async Task Reopen()
    {
        await Journal.DisposeAsync();
        Journal = await Open();
    }

    private async Task<LedgerHead> Head() => (await Journal.ReadHeadAsync(Community, Cancel))!;

    private async Task<List<Segment>> AppendMany(int segments, int entriesBytes = 100, int count = 1)
    {
        var written = new List<Segment>();
        var head = await Journal.ReadHeadAsync(Community, Cancel);
        for (var i = 0; i < segments; i++)
        {
            var write = Write(head, Community, 100 * i + (int)(head?.NextSequence ?? 0), entriesBytes, count: count);
            await Journal.AppendAsync(Of(write), Cancel);
            written.Add(write.Segment!);
            head = write.Next;
        }

        return written;
    }
}
