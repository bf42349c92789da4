using CsCheck;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Kind = Neighborhood.V1.RollChange.Types.Kind;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class ImportRollTests
{
    [Fact]
    public void A_roll_is_imported_in_one_fact_without_names()
    {
        var given = Xingfu.Founded();
        var outcome = given.Import(Rolls.Row(2, "101", "A", votes: "是"), Rolls.Row(3, "101", "B"), Rolls.Row(4, "102", "C"), Rolls.Unsold(5, "103"));
        given.MustReplayEqually();
        Assert.True(outcome.Answer.Applied);
        var imported = Assert.Single(outcome.Decision.Facts).Fact.RollImported;
        var (a, b, c) = (given.OwnerKeyed("A"), given.OwnerKeyed("B"), given.OwnerKeyed("C"));
        Assert.Equal([a, b, c], imported.Owners.Select(owner => owner.Resident));
        Assert.Equal((895_000, AreaSource.Register, a), Figures(given.Home("101")));
        Assert.Equal([a, b], given.Home("101").Owners);
        Assert.Equal(c, given.Home("102").VotingOwner);
        Assert.Equal((700_000, AreaSource.Survey, 0), Figures(given.Home("103")));
        Assert.True(given.Home("103").Unsold);
        Assert.Equal("业主A", given.State.Person(a).DisplayName);
        Assert.DoesNotContain("业主", imported.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_more_of_one_owner_costs_no_more_than_the_home_before()
    {
        TakenBy(100);
        var (few, many) = (TakenBy(1_000), TakenBy(4_000));
        Assert.True(many < 8 * few, $"1000 homes took {few} bytes and 4000 of the same owner {many}.");

        static long TakenBy(int homes)
        {
            var roll = new RollImported { Owners = { new OwnerRow { Resident = 1 } } };
            roll.Households.AddRange(Enumerable.Range(1, homes).Select(home => PollSteps.Home(home, 100, 1)));
            var entry = new Entry { Fact = new Fact { RollImported = roll } };
            var state = new CommunityState();
            var before = GC.GetAllocatedBytesForCurrentThread();
            state.Apply(entry, new byte[32]);
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(Enumerable.Range(1, homes).Select(home => (long)home), state.Residents.Find(1)!.Owned);
            return taken;
        }
    }

    [Fact]
    public void Commitments_open_to_the_vault()
    {
        var given = Xingfu.Founded();
        var imported = given.Import(Rolls.Row(2, "101", "A")).Decision.Facts[0].Fact.RollImported;
        var owner = given.State.Vault.Resident(given.OwnerKeyed("A"))!.Clone();
        var salt = owner.Salt;
        owner.Salt = Google.Protobuf.ByteString.Empty;
        Assert.Equal(Rules.Proofs.TextCommitment.Compute(Directory.Register.Bytes(owner).Span, salt.Span), imported.Owners[0].Commitment.ToByteArray());
        var address = given.State.Vault.Household(imported.Households[0].Household)!.Clone();
        salt = address.Salt;
        address.Salt = Google.Protobuf.ByteString.Empty;
        Assert.Equal(Rules.Proofs.TextCommitment.Compute(Directory.Register.Bytes(address).Span, salt.Span), imported.Households[0].Commitment.ToByteArray());
    }

    [Fact]
    public void A_dry_run_lists_bad_rows_and_changes_nothing()
    {
        var given = Xingfu.Founded();
        var preview = given.Preview(Rolls.Row(2, "101", "A", "x"), Rolls.Row(3, "", "B"));
        Assert.Equal([(2, "area"), (3, "room")], preview.BadRows.Select(bad => (bad.Line, bad.Field)));
        Assert.Equal(("", false, 0), (preview.PreviewEtag, preview.Applied, preview.Changes.Count));
        Assert.Equal(Xingfu.Households, given.State.Residents.Households.Count);
    }

    [Fact]
    public void A_roll_with_bad_rows_is_refused()
    {
        RollRow[] rows = [Rolls.Row(2, "101", "A", "x")];
        Xingfu.Founded().When(Rolls.Import(rows), Rolls.Request(rows, validateOnly: false, "x"), Rolls.Staff).Refused(ErrorReason.RollInvalid, "rows");
    }

    [Fact]
    public void An_empty_roll_and_one_that_is_too_long_are_refused()
    {
        var given = Xingfu.Founded();
        given.When(Rolls.Import([]), Rolls.Request([], validateOnly: true), Rolls.Staff).Refused(ErrorReason.InvalidField, "rows");
        RollRow[] rows = [.. Enumerable.Repeat(Rolls.Row(1, "1", "A"), ImportRoll.MaxRows + 1)];
        given.When(new ImportRoll(RollReading.Of([])), Rolls.Request(rows, validateOnly: true), Rolls.Staff).Refused(ErrorReason.LimitExceeded, "rows");
    }

    [Fact]
    public void Only_what_was_previewed_is_applied()
    {
        var given = Xingfu.Founded();
        RollRow[] rows = [Rolls.Row(2, "101", "A")];
        var etag = given.Preview(rows).PreviewEtag;
        RollRow[] others = [Rolls.Row(2, "101", "A", "89.51")];
        given.When(Rolls.Import(rows), Rolls.Request(rows, validateOnly: false), Rolls.Staff).Refused(ErrorReason.RollPreviewStale, "preview_etag");
        given.When(Rolls.Import(others), Rolls.Request(others, validateOnly: false, etag), Rolls.Staff).Refused(ErrorReason.RollPreviewStale, "preview_etag");
        given.And(new Fact { VotingOwnerNamed = new() { Household = 1, VotingOwner = 1 } });
        given.When(Rolls.Import(rows), Rolls.Request(rows, validateOnly: false, etag), Rolls.Staff).Refused(ErrorReason.RollPreviewStale, "preview_etag");
    }

    public static TheoryData<string, RollRow[], Kind, string, string> Changed => new()
    {
        { "a new home", [Rolls.Row(9, "104", "D")], Kind.Added, "", "89.50、业主D" },
        { "an area", [Rolls.Row(9, "102", "C", "90")], Kind.AreaChanged, "89.50", "90.00" },
        { "a sale", [Rolls.Row(9, "102", "E")], Kind.OwnersChanged, "业主C", "业主E" },
        { "a sale to a neighbour", [Rolls.Row(9, "102", "A")], Kind.OwnersChanged, "业主C", "业主A" },
        { "another voter", [Rolls.Row(9, "101", "A"), Rolls.Row(10, "101", "B", votes: "是")], Kind.VoterChanged, "业主A", "业主B" },
        { "sold by the developer", [Rolls.Row(9, "103", "F", "70")], Kind.SoldByDeveloper, "", "业主F" },
        { "a new name", [Rolls.Row(9, "102", "C", name: "王芳")], Kind.OwnerRenamed, "业主C", "王芳" },
        { "a phone", [Phoned(Rolls.Row(9, "102", "C"), "13800000000")], Kind.PhoneChanged, "", "13800000000" },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_later_roll_shows_what_would_change(string what, RollRow[] rows, Kind kind, string before, string after)
    {
        var given = Imported();
        foreach (var row in rows.Where(row => row.Room == "103"))
        {
            row.AreaSource = "实测";
        }

        var change = Assert.Single(given.Preview(rows).Changes);
        Assert.True((change.Kind, change.Before, change.After) == (kind, before, after), $"{what}: {change}");
        var outcome = given.Import(rows);
        given.MustReplayEqually();
        Assert.Empty(given.Preview(rows).Changes);
        Assert.Single(outcome.Decision.Facts);
    }

    [Fact]
    public void A_roll_that_marks_nobody_leaves_the_named_voter()
    {
        var given = Imported();
        Assert.Empty(given.Preview(Rolls.Row(2, "101", "A"), Rolls.Row(3, "101", "B")).Changes);
        var sale = given.Preview(Rolls.Row(2, "101", "B"), Rolls.Row(3, "101", "E")).Changes;
        Assert.Equal([Kind.OwnersChanged, Kind.VoterChanged], sale.Select(change => change.Kind));
        Assert.Equal("", sale[1].After);
    }

    [Fact]
    public void Two_people_of_one_name_stay_two()
    {
        var given = Xingfu.Founded();
        given.Import(Rolls.Row(2, "101", "A", name: "王芳"), Rolls.Row(3, "102", "B", name: "王芳"));
        Assert.NotEqual(given.OwnerKeyed("A"), given.OwnerKeyed("B"));
    }

    [Fact]
    public void A_renamed_owner_is_the_same_resident()
    {
        var given = Imported();
        var before = given.OwnerKeyed("C");
        var imported = given.Import(Rolls.Row(9, "102", "C", name: "王芳")).Decision.Facts[0].Fact.RollImported;
        Assert.Equal((0, 0), (imported.Owners.Count, imported.Households.Count));
        Assert.Equal((before, "王芳"), (given.OwnerKeyed("C"), given.State.Person(before).DisplayName));
    }

    [Fact]
    public void An_owner_who_left_is_recorded_anew()
    {
        var given = Imported();
        var left = given.OwnerKeyed("C");
        given.And(new Fact { ResidenceEnded = new() { Resident = left } });
        given.Import(Rolls.Row(9, "102", "C"));
        Assert.NotEqual(left, given.OwnerKeyed("C"));
        Assert.Equal(given.OwnerKeyed("C"), given.Home("102").VotingOwner);
        Assert.Empty(given.Preview(Rolls.Row(9, "102", "C")).Changes);
    }

    [Fact]
    public void An_import_that_changes_nothing_makes_no_fact()
    {
        var given = Imported();
        var outcome = given.Import(Rolls.Row(4, "102", "C"));
        Assert.Empty(outcome.Decision.Facts);
        Assert.Equal((true, 1, 0), (outcome.Answer.Applied, outcome.Answer.HouseholdsUnchanged, outcome.Answer.Changes.Count));
    }

    [Fact]
    public void Ten_thousand_homes_fit_into_one_entry_and_more_than_fit_are_refused()
    {
        var given = Xingfu.Founded();
        var rows = Many(10_000);
        var fact = Assert.Single(given.Import(rows).Decision.Facts).Fact;
        Assert.InRange(fact.CalculateSize(), 900_000, RollPlan.MaxFactBytes);
        Assert.True(RollPlan.MaxFactBytes < 1 << 20);
        Assert.Equal(10_000 + Xingfu.Households, given.State.Residents.Households.Count);
        var larger = Many(ImportRoll.MaxRows);
        Xingfu.Founded().Try(Rolls.Import(larger), Rolls.Request(larger, validateOnly: true), Rolls.Staff).Refused(ErrorReason.LimitExceeded, "rows");
    }

    [Fact]
    public void Importing_again_changes_nothing_and_a_preview_equals_what_is_applied() => Gen.Select(Rows, Rows).Sample(
        (first, second) =>
        {
            var given = Xingfu.Founded();
            given.Import(first);
            Assert.Empty(given.Preview(first).Changes);
            var preview = given.Preview(second);
            var outcome = given.Import(second);
            given.MustReplayEqually();
            var fact = outcome.Decision.Facts.SingleOrDefault().Fact?.RollImported;
            var homes = preview.Changes.Where(change => change.Kind is not (Kind.OwnerRenamed or Kind.PhoneChanged)).Select(change => change.Room).Distinct();
            Assert.Equal(homes.Count(), fact?.Households.Count ?? 0);
            Assert.Equal(preview.HouseholdsUnchanged, outcome.Answer.HouseholdsUnchanged);
            Assert.Empty(given.Preview(second).Changes);
        },
        iter: 50);

    [Fact]
    public void Area_and_heads_add_up_after_sales() => Gen.Select(Rows, Rows).Sample(
        (first, second) =>
        {
            var given = Xingfu.Founded();
            given.Import(first);
            given.Import(second);
            var now = first.Concat(second).GroupBy(row => row.Room).Select(rows => Newest(rows, second)).ToList();
            var area = now.Sum(rows => RollText.AreaCm2(rows[0].Area)!.Value);
            Assert.Equal(area + Xingfu.Households * 1_000_000, given.State.Residents.TotalAreaCm2);
            Assert.Equal(given.State.Residents.Households.Values.Sum(home => home.AreaCm2), given.State.Residents.TotalAreaCm2);
            var owners = now.SelectMany(rows => rows).Where(row => row.OwnerKey.Length > 0).Select(row => row.OwnerKey).ToHashSet();
            var residents = given.State.Residents.All.Values.Where(resident => resident.Owned.Length > 0).ToList();
            Assert.Equal(owners.Count + Xingfu.Households, residents.Count);
            Assert.All(residents, resident => Assert.All(resident.Owned, home => Assert.Contains(resident.Id, given.State.Residents.Households[home].Owners)));
        },
        iter: 50);

    // Per room either unsold, or one to three owners of eight, at most one of whom votes.
    private static Gen<RollRow[]> Rows =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[100, 99_999], Gen.Int[0, 7].HashSet[0, 3], Gen.Bool).Array[1, 12].Select(homes => homes
            .DistinctBy(home => home.Item1)
            .SelectMany(home => home.Item3.Count == 0
                ? [Rolls.Unsold(home.Item1, $"{home.Item1 + 100}")]
                : home.Item3.Select((owner, i) =>
                    Rolls.Row(home.Item1 * 10 + i, $"{home.Item1 + 100}", $"{(char)('A' + owner)}",
                        $"{home.Item2 / 100}.{home.Item2 % 100:00}", i == 0 && home.Item4 ? "是" : "")))
            .ToArray());

    private static List<RollRow> Newest(IGrouping<string, RollRow> rows, RollRow[] second) =>
        rows.Where(second.Contains).ToList() is { Count: > 0 } newer ? newer : [.. rows];

    private static RollRow[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => Rolls.Row(i, $"{i}", $"K{i}", "123.45"))];

    private static Given<CommunityState> Imported()
    {
        var given = Xingfu.Founded();
        given.Import(Rolls.Row(2, "101", "A", votes: "是"), Rolls.Row(3, "101", "B"), Rolls.Row(4, "102", "C"), Rolls.Unsold(5, "103"));
        return given;
    }

    private static (long AreaCm2, AreaSource Source, long Voter) Figures(HouseholdInfo home) => (home.AreaCm2, home.AreaSource, home.VotingOwner);

    private static RollRow Phoned(RollRow row, string phone)
    {
        row.Phone = phone;
        return row;
    }
}
