using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

public sealed class RulePackTests
{
    /// <summary>Announced polls pin these: a line is added for each new version, and none is ever changed.</summary>
    private static readonly Dictionary<string, string> Published = new()
    {
        ["council-default.2025-01-01"] = "21027bb0e975791183856259f3304464dddf9e06ff1f70cab8271eaf8d65cb3e",
        ["owners-ordinary.2021-01-01"] = "11372649b24ee8da22fcca2d0c071cd03c1cac30e3fcd5f61f48913582dcf32a",
        ["owners-ordinary.2025-01-01"] = "4bda2c3ff9ca4512e88faa36c5d1937aacf86474c18f5cc1f56cb3a3c35b4925",
        ["owners-special.2021-01-01"] = "940dd88780bd4d6342c3e9b586892d835254da71ec2fefcba167510e354d93d4",
        ["owners-special.2025-01-01"] = "6b795090d729659af76e26779c397b0a366f052fc49155b47ce0cfaf96e49f63",
        ["residents-meeting.2018-12-29"] = "b6e1f7bca98ff17e4e62dc6e7465dfabe7bfe4a6a7e9f2496a88d5099ad5c890",
        ["council-default.2025-07-01"] = "e3802b07e07b0a29669224c3c9f7ba2814387d499ee7d6f3b386c94e668fad14",
        ["owners-ordinary.2025-07-01"] = "ff6a564e716de80de526f0cce76b175e67bcc1a01812882b353b60e5ea7c60ac",
        ["owners-special.2025-07-01"] = "6f09bfb43865cd3206690e296411d41df113fa791b28dac8c8c338407a9f6eef",
        ["residents-meeting.2025-07-01"] = "e3079cd009d2f33d4b2ccc04d9917d5aad632c77afdb3746129463d4d9eed9a9",
        ["simple-majority.2025-07-01"] = "6f46ffa10cf039c0ecccafcdf64efa8690e3b127fdc9b2fd4a515a1ebbcc101e",
        ["owners-unanimity.2025-07-01"] = "e50d6162f9dc61ee938b049dfd174c0aed25416ff60bdba9d9c710b4791e42da",
        ["villagers-representatives.2018-12-29"] = "abc615ce930e844e039472be1a212bb2cdd0f2ed1a6f6f8a25f8c983cbbfe9fc",
        ["simple-majority.2025-01-01"] = "4b8ac905393eb418e64e7b49445fc3414668f765be7c356c0e061c85599d4b15",
    };

    private static readonly Gen<string> Words = Gen.String[Gen.Char["赞成反对ab \"\\é"], 1, 12].Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<JsonObject> Texts =
        from zh in Words from en in Words select new JsonObject { ["zh"] = zh, ["en"] = en };

    [Fact]
    public void A_published_pack_never_changes() =>
        Assert.Equal(Published, RulePacks.All.ToDictionary(
            pack => $"{pack.Id}.{pack.Version:yyyy-MM-dd}", pack => Convert.ToHexStringLower(pack.Hash.Span)));

    [Fact]
    public void Id_and_version_are_unique_and_name_the_file()
    {
        var names = RulePacks.All.Select(pack => $"Neighborhood.Rules.Statutes.Packs.{pack.Id}.{pack.Version:yyyy-MM-dd}.json").ToList();
        Assert.Distinct(names);
        names.AddRange(RulePacks.Cities.Select(layer => $"Neighborhood.Rules.Statutes.Layers.{layer.Id}.{layer.Version:yyyy-MM-dd}.json"));
        Assert.Equal(typeof(RulePacks).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pack_of_ours_is_stored_as_it_is_written() =>
        Assert.All(RulePacks.All, pack => Assert.Equal(Encoding.UTF8.GetString(pack.Bytes.Span), Encoding.UTF8.GetString(pack.ToJson())));

    [Fact]
    public void The_latest_version_is_found_where_none_is_named()
    {
        var pack = RulePacks.Find("owners-special");
        Assert.NotNull(pack);
        var first = RulePacks.Find("owners-special", new DateOnly(2021, 1, 1));
        Assert.Same(pack, RulePacks.Find("owners-special", new DateOnly(2025, 7, 1)));
        Assert.Same(first, RulePacks.FindInForce("owners-special", new DateOnly(2024, 12, 31)));
        Assert.Null(RulePacks.FindInForce("owners-special", new DateOnly(2020, 12, 31)));
        Assert.Null(RulePacks.Find("owners-special", new DateOnly(2020, 1, 1)));
        Assert.Null(RulePacks.Find("nobody"));
    }

    [Fact]
    public void Owners_are_given_notice_of_fifteen_days()
    {
        foreach (var pack in RulePacks.All.Where(pack => pack.Electorate == ElectorateKind.Owners))
        {
            Assert.Equal(15, pack.NoticeDays);
            Assert.True(pack.IsNoticeMandatory);
        }
    }

    [Fact]
    public void Owners_votes_are_signed_unless_the_pack_is_older_than_signatures()
    {
        Assert.All(RulePacks.All, pack => Assert.Equal(
            pack.Electorate == ElectorateKind.Owners && pack.Version.Year > 2021 ? BallotSignature.Required : BallotSignature.Optional, pack.BallotSignature));
        Assert.Equal((3, 0), (RulePacks.Find("owners-ordinary")!.MaxProxies, RulePacks.Find("simple-majority")!.MaxProxies));
    }

    [Fact]
    public void A_pack_survives_writing_and_reading() => RandomPack.Sample(json =>
    {
        var pack = RulePack.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        var read = RulePack.Parse(pack.ToJson());
        Assert.Equal(pack.ToJson(), read.ToJson());
        Assert.Equal(read.ToJson(), read.Bytes.ToArray());
        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(read.ToJson())));
        Assert.Equal(pack.Clauses, read.Clauses);
        Assert.Equal((pack.Id, pack.Version, pack.Title, pack.Electorate), (read.Id, read.Version, read.Title, read.Electorate));
    });

    [Fact]
    public void Another_byte_is_another_hash()
    {
        var bytes = RulePacks.All[0].Bytes.ToArray();
        Assert.False(RulePack.Parse([.. bytes, (byte)' ']).Hash.Span.SequenceEqual(RulePacks.All[0].Hash.Span));
    }

    [Theory]
    [InlineData("id", "Owners")]
    [InlineData("id", "owners--ordinary")]
    [InlineData("id", null)]
    [InlineData("version", "2021-13-01")]
    [InlineData("title", "text")]
    [InlineData("electorate", "PETS")]
    [InlineData("electorate", 1)]
    [InlineData("electorate", "RESIDENTS")]
    [InlineData("noticeDays", -1)]
    [InlineData("noticeDays", 14)]
    [InlineData("noticeDays", 367)]
    [InlineData("noticeDays", 15.5)]
    [InlineData("objectionDays", 16)]
    [InlineData("publicationDays", 367)]
    [InlineData("isNoticeMandatory", "yes")]
    [InlineData("quorum", 1)]
    [InlineData("ballotSignature", "MAYBE")]
    [InlineData("ballotSignature", 1)]
    [InlineData("maxProxies", -1)]
    [InlineData("maxProxies", 101)]
    [InlineData("clauses", null)]
    public void A_pack_with_an_unsound_field_is_refused(string field, object? value) =>
        Refused(pack => pack[field] = JsonValue.Create(value));

    [Theory]
    [InlineData("id", "consent-area")]
    [InlineData("id", "Area")]
    [InlineData("kind", "QUORUM")]
    [InlineData("numerator", 0)]
    [InlineData("numerator", 4)]
    [InlineData("denominator", 0)]
    [InlineData("denominator", 1001)]
    [InlineData("base", "PARTICIPATING")]
    [InlineData("comparison", ">=")]
    [InlineData("colour", "red")]
    public void A_pack_with_an_unsound_clause_is_refused(string field, object value) =>
        Refused(pack => Clause(pack)[field] = JsonValue.Create(value));

    [Fact]
    public void A_pack_asks_for_no_more_than_the_whole() => Refused(pack =>
    {
        Clause(pack)["numerator"] = 3;
        Clause(pack)["comparison"] = "MORE_THAN";
    });

    [Fact]
    public void A_pack_names_every_field()
    {
        // What was added later may be missing: the files of before stay as they are.
        string[] added = ["ballotSignature", "maxProxies"];
        foreach (var field in Ordinary().Select(property => property.Key).Except(added).ToList())
        {
            Refused(pack => pack.Remove(field));
        }

        foreach (var field in Clause(Ordinary()).Select(property => property.Key).ToList())
        {
            Refused(pack => Clause(pack).Remove(field));
        }
    }

    [Fact]
    public void A_pack_has_a_consent_clause_and_no_empty_one()
    {
        Refused(pack => pack["clauses"] = new JsonArray());
        Refused(pack => pack["clauses"] = new JsonArray(null, Clause(pack).DeepClone()));
        Refused(pack => pack["clauses"] = new JsonArray(Clause(pack).DeepClone()));
        Refused(pack => pack["title"] = new JsonObject { ["zh"] = " ", ["en"] = "title" });
        Refused(pack => pack["title"] = new JsonObject { ["zh"] = null, ["en"] = "title" });
    }

    [Fact]
    public void Neither_a_doubled_field_nor_a_huge_file_is_read()
    {
        var json = Ordinary().ToJsonString();
        Assert.Throws<FormatException>(() => RulePack.Parse(Encoding.UTF8.GetBytes(json.Insert(1, "\"noticeDays\":15,"))));
        Assert.NotNull(RulePack.Parse(Encoding.UTF8.GetBytes(json.PadRight(64 << 10)[..^(Encoding.UTF8.GetByteCount(json) - json.Length)])));
        Assert.Throws<FormatException>(() => RulePack.Parse(Encoding.UTF8.GetBytes(json.PadRight((64 << 10) + 1))));
        Assert.Throws<FormatException>(() => RulePack.Parse("null"u8));
        Assert.Throws<FormatException>(() => RulePack.Parse([]));
    }

    private static readonly Gen<JsonObject> RandomPack =
        from id in Gen.String[Gen.Char['a', 'z'], 1, 20]
        from version in Gen.Int[0, 40_000].Select(days => new DateOnly(1990, 1, 1).AddDays(days))
        from title in Texts
        from note in Texts
        from electorate in Gen.OneOf("OWNERS", "RESIDENTS", "SEATS")
        from notice in Gen.Int[0, 366]
        from objection in Gen.Int[0, notice]
        from publication in Gen.Int[0, 366]
        from mandatory in Gen.Bool
        from clauses in RandomClause.Array[1, 6]
        select new JsonObject
        {
            ["id"] = id,
            ["version"] = $"{version:yyyy-MM-dd}",
            ["title"] = title,
            ["note"] = note,
            ["electorate"] = electorate,
            ["noticeDays"] = notice,
            ["objectionDays"] = objection,
            ["publicationDays"] = publication,
            ["isNoticeMandatory"] = mandatory,
            ["clauses"] = new JsonArray([.. clauses.Select((clause, i) => With(clause, i))]),
        };

    private static Gen<JsonObject> RandomClause =>
        from article in Texts
        from text in Texts
        from dimension in Gen.OneOf("HEADCOUNT", "PRESENT")
        from denominator in Gen.Int[2, 1000]
        from numerator in Gen.Int[1, denominator - 1]
        from comparison in Gen.OneOf("AT_LEAST", "MORE_THAN")
        from whole in Gen.OneOf("ALL", "PARTICIPATING", "YES_NO")
        select new JsonObject
        {
            ["id"] = "",
            ["article"] = article,
            ["text"] = text,
            ["kind"] = "CONSENT",
            ["dimension"] = dimension,
            ["numerator"] = numerator,
            ["denominator"] = denominator,
            ["comparison"] = comparison,
            ["base"] = whole,
        };

    private static JsonObject With(JsonObject clause, int number)
    {
        clause["id"] = $"clause-{number}";
        return clause;
    }

    private static JsonObject Ordinary() => JsonNode.Parse(RulePacks.Find("owners-ordinary", new DateOnly(2021, 1, 1))!.Bytes.Span)!.AsObject();

    private static JsonObject Clause(JsonObject pack) => pack["clauses"]![0]!.AsObject();

    private static void Refused(Action<JsonObject> spoil)
    {
        var pack = Ordinary();
        spoil(pack);
        Assert.Throws<FormatException>(() => RulePack.Parse(Encoding.UTF8.GetBytes(pack.ToJsonString())));
    }
}
