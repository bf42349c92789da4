using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Rules.Statutes;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using RulePack = Neighborhood.Rules.Statutes.RulePack;

namespace Neighborhood.Verifier.Tests;

/// <content>The hands that tamper: at the lines of the file, at the entries before they are hashed, at the heads.</content>
internal sealed partial record Tampering
{
    private static BundleExpectation Knows(ForgedPoll poll) => new() { VerifierKey = poll.VerifierKey };

    private static Tampering File(string name, BundleFault fault, Action<List<string>> tamper, bool isCounted = false) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll().Made();
        var lines = poll.Lines();
        tamper(lines);
        if (isCounted)
        {
            lines[^1] = $"{{\"end\":{lines.Count - 1}}}";
        }

        return (lines, Knows(poll));
    });

    private static Tampering Operator(
        string name, BundleFault fault, Action<Entry>? forge = null, (long, string)[]? ballots = null,
        Func<long, (byte[], byte[]), (byte[], byte[])>? opening = null, Func<long, bool>? opens = null) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll
        {
            Forge = forge ?? (_ => { }),
            Ballots = ballots ?? new ForgedPoll().Ballots,
            ForgeOpening = opening ?? ((_, same) => same),
            Opens = opens,
        }.Made();
        return (poll.Lines(), Knows(poll));
    });

    private static Tampering Signed(string name, BundleFault fault, Action<Entry>? forge = null, Fact? before = null) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll
        {
            IsSigned = true,
            Pack = RulePacks.All.Last(pack => pack.Id == "owners-ordinary" && pack.BallotSignature == BallotSignature.Required),
            Forge = forge ?? (_ => { }),
            Before = before is null ? [] : [before],
        }.Made();
        return (poll.Lines(), Knows(poll));
    });

    private static (List<string>, BundleExpectation) Composed(Action<PollAnnounced> change, bool isOther = false)
    {
        using var poll = new ForgedPoll { IsComposed = true, Forge = entry => Announce(entry, change) }.Made();
        var lines = poll.Lines();
        if (isOther)
        {
            Edit(lines, 1, line => line["rule"] = Base64(RulePacks.Find("owners-special")!.Bytes.Span));
        }

        return (lines, Knows(poll));
    }

    /// <summary>A rule that lets a proxy vote for two, and demands signatures.</summary>
    internal static RulePack TwoByProxy => RulePack.Parse(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(new ForgedPoll().Pack.Bytes.Span).TrimEnd().TrimEnd('}') + ",\"ballotSignature\":\"REQUIRED\",\"maxProxies\":2}"));

    private static Tampering Proxied(string name, BundleFault fault, Action<Entry> forge, (long, long)[]? proxies = null) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll { IsSigned = true, Pack = TwoByProxy, Forge = forge, Proxies = proxies ?? [(2, 3)] }.Made();
        return (poll.Lines(), Knows(poll));
    });

    private static Tampering Papered(string name, BundleFault fault, Action<Entry> forge) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll { OnPaper = [2, 4], Forge = forge }.Made();
        return (poll.Lines(), Knows(poll));
    });

    /// <summary>Another fact stands where the first entry of a paper should.</summary>
    private static void NeverEnter(Entry entry)
    {
        if (entry.Fact.PaperEntered is { } entered)
        {
            entry.Fact = new Fact { ScrutineerNamed = new() { Poll = entered.Poll } };
        }
    }

    private static void Unfinish(Entry entry)
    {
        if (entry.Fact.PaperCountFinished is { } count)
        {
            entry.Fact = new Fact { ScrutineerNamed = new() { Poll = count.Poll } };
        }
    }

    /// <summary>The rule holds the evidence for a year.</summary>
    internal static RulePack Yearly => RulePacks.All.Last(pack => pack.Id == "owners-ordinary" && pack.EvidenceDays == 365);

    private static Tampering Erased(string name, BundleFault fault, Action<Entry> forge) => new(name, fault, () =>
    {
        using var poll = new ForgedPoll { Kind = BundleKind.BundlePublic, IsErased = true, IsSigned = true, Pack = Yearly, Forge = forge }.Made();
        return (poll.Lines(), Knows(poll));
    });

    private static (List<string>, BundleExpectation) Unerased()
    {
        using var poll = new ForgedPoll { Kind = BundleKind.BundlePublic }.Made();
        return (poll.Lines(), Knows(poll));
    }

    private static void Authorized(Entry entry, Action<ProxyAuthorized> change) => Change(entry.Fact.ProxyAuthorized, change);

    private static void Over(ProxyAuthorized given)
    {
        given.RecordedBy = 9;
        given.ValidUntilMicros = ForgedPoll.OpensMicros;
    }

    /// <summary>Voter 1 comes in person, after which the proxy's next ballot may not replace that one.</summary>
    private static void CastOneself(BallotCast cast)
    {
        using var device = ForgedPoll.DeviceOf(cast.Voter);
        (cast.CastBy, cast.Authorization, cast.Device) = (0, 0, ForgedPoll.FirstDevice);
        var statement = SignedStatement.Ballot(ForgedPoll.Ledger, cast.Poll, cast.Voter, 0, cast.Replaces, cast.Commitment.Span);
        cast.Signature = ByteString.CopyFrom(device.Sign(statement));
    }

    /// <summary>A rule that withholds the result of so few ballots.</summary>
    internal static RulePack Survey => RulePacks.All.Last(pack => pack.Id == "simple-majority" && pack.WithholdBelow > 0);

    /// <summary>A rule that counts whoever returned nothing with the majority.</summary>
    internal static RulePack Counting => RulePack.Parse(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(new ForgedPoll().Pack.Bytes.Span).TrimEnd().TrimEnd('}') + ",\"countSilent\":\"UNRETURNED\"}"));

    /// <summary>A rule that takes consent of those who say yes or no alone, and keeps its evidence for a year.</summary>
    internal static RulePack OfYesAndNo => RulePack.Parse(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(new ForgedPoll().Pack.Bytes.Span).Replace("PARTICIPATING", "YES_NO", StringComparison.Ordinal).TrimEnd().TrimEnd('}')
        + ",\"evidenceDays\":365}"));

    private static void Withhold(ResultDeclared result)
    {
        result.Withheld = true;
        result.Tally.Clear();
    }

    private static void TurnRound(ResultDeclared result)
    {
        result.Passed ^= true;
        result.Findings[0].Held ^= true;
    }

    private static void Device(Entry entry, long resident, Action<DeviceRegistered> change) =>
        Change(entry.Fact.DeviceRegistered?.Resident == resident ? entry.Fact.DeviceRegistered : null, change);

    private static Fact Revoked(long voter) => new()
    {
        DeviceRevoked = new() { Resident = voter, Device = ForgedPoll.FirstDevice + voter - 1, ByResident = voter },
    };

    private static Fact Added(Action<DeviceRegistered> change)
    {
        var made = ForgedPoll.Registered(1, number: 1);
        change(made);
        return new Fact { DeviceRegistered = made };
    }

    private static void Unsign(BallotCast cast)
    {
        cast.Device = 0;
        cast.Signature = ByteString.Empty;
    }

    private static void Halve(BallotCast cast) => cast.Signature = ByteString.CopyFrom(cast.Signature.Span[..32]);

    private static Tampering Public(
        string name, BundleFault fault, Action<Entry> forge, Func<long, bool>? opens = null,
        BundleKind kind = BundleKind.BundlePublic, RulePack? pack = null) => new(name, fault, () =>
    {
        var rule = pack ?? new ForgedPoll().Pack;
        using var poll = new ForgedPoll { Secrecy = Secrecy.Confidential, Kind = kind, Forge = forge, Opens = opens, Pack = rule }.Made();
        return (poll.Lines(), Knows(poll));
    });

    private static (List<string>, BundleExpectation) OtherServer()
    {
        using var poll = new ForgedPoll().Made();
        using var other = new ForgedPoll().Made();
        return (other.Lines(), Knows(poll));
    }

    private static (List<string>, BundleExpectation) OtherSigner()
    {
        using var poll = new ForgedPoll().Made();
        using var other = new ForgedPoll().Made();
        var lines = poll.Lines();
        lines[^2] = other.Lines()[^2];
        return (lines, Knows(poll));
    }

    private static (List<string>, BundleExpectation) Fork()
    {
        using var poll = new ForgedPoll().Made();
        using var other = new ForgedPoll { Signer = poll.Signer, Ballots = [.. poll.Ballots.Select(ballot => (ballot.Voter, "no"))] }.Made();
        return (poll.Lines(), Knows(poll) with { KeptHeads = [other.Head(6), other.Head(poll.HeadSizes[2])] });
    }

    private static (List<string>, BundleExpectation) DroppedAndSignedAnew()
    {
        using var honest = new ForgedPoll { Later = 0 }.Made();
        using var poll = new ForgedPoll { Signer = honest.Signer, Ballots = [.. honest.Ballots.Where(ballot => ballot.Voter != 2)], Later = 1 }.Made();
        return (poll.Lines(), Knows(poll) with { KeptHeads = [honest.Head(poll.HeadSizes[^1])] });
    }

    private static (List<string>, BundleExpectation) OtherCommunity()
    {
        using var poll = new ForgedPoll().Made();
        var lines = poll.Lines();
        lines[^2] = HeadLine(new Checkpoint($"{poll.Signer.Name}/communities/other", poll.HeadSizes[^1], Another).Sign(poll.Signer));
        return (lines, Knows(poll));
    }

    private static (List<string>, BundleExpectation) Witnessed(Func<long, bool> isWitnessed, string? key = null)
    {
        using var poll = new ForgedPoll { IsWitnessed = isWitnessed }.Made();
        return (poll.Lines(), Knows(poll) with { WitnessKeys = [key ?? ForgedPoll.Witness] });
    }

    private static (List<string>, BundleExpectation) OtherRoot()
    {
        using var poll = new ForgedPoll().Made();
        var lines = poll.Lines();
        lines[^2] = HeadLine(new Checkpoint($"{poll.Signer.Name}/{ForgedPoll.Ledger}", poll.HeadSizes[^1], Another).Sign(poll.Signer));
        return (lines, Knows(poll));
    }

    private static string HeadLine(string note) => new JsonObject { ["head"] = note }.ToJsonString(Plain);

    private static void Close(Entry entry, Action<PollClosed> change) => Change(entry.Fact.PollClosed, change);

    private static void Open(Entry entry, Action<PollOpened> change) => Change(entry.Fact.PollOpened, change);

    private static void Announce(Entry entry, Action<PollAnnounced> change) => Change(entry.Fact.PollAnnounced, change);

    private static void Result(Entry entry, Action<ResultDeclared> change) => Change(entry.Fact.ResultDeclared, change);

    private static void Ballot(Entry entry, long ordinal, Action<BallotCast> change) =>
        Change(entry.Fact.BallotCast?.Ordinal == ordinal ? entry.Fact.BallotCast : null, change);

    private static void Change<T>(T? fact, Action<T> change)
        where T : class
    {
        if (fact is not null)
        {
            change(fact);
        }
    }

    private static void Maybe(BallotCast cast)
    {
        var number = new byte[8];
        number[7] = (byte)cast.Ordinal;
        cast.Commitment = ByteString.CopyFrom(
            BallotCommitment.Compute(ForgedPoll.Ledger, cast.Poll, cast.Voter, SealedChoice.Bytes("maybe"), MerkleHash.Leaf(number)));
    }

    private static int LineWith(List<string> lines, string start) => lines.FindIndex(line => line.StartsWith(start, StringComparison.Ordinal));

    private static int FactAt(List<string> lines, Fact.KindOneofCase kind) => lines.FindIndex(line => EntryOf(line)?.Fact.KindCase == kind);

    private static int BallotAt(List<string> lines, long ordinal) => lines.FindIndex(line => EntryOf(line)?.Fact.BallotCast?.Ordinal == ordinal);

    private static Entry? EntryOf(string line) =>
        line.StartsWith("{\"entry\":", StringComparison.Ordinal) ? Entry.Parser.ParseFrom(Bytes(JsonNode.Parse(line)!["entry"]!)) : null;

    private static byte[] Bytes(JsonNode base64) => Convert.FromBase64String((string)base64!);

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    private static void Edit(List<string> lines, int at, Action<JsonObject> edit)
    {
        var line = JsonNode.Parse(lines[at])!.AsObject();
        edit(line);
        lines[at] = line.ToJsonString(Plain);
    }

    private static void Put(List<string> lines, int at, string old, string next) => lines[at] = lines[at].Replace(old, next, StringComparison.Ordinal);

    private static void Sealed(JsonObject line)
    {
        line.Remove("choice");
        line.Remove("salt");
    }

    private static void Reenter(List<string> lines, int at, Action<Entry> change)
    {
        var entry = EntryOf(lines[at])!;
        change(entry);
        Edit(lines, at, line => line["entry"] = Base64(entry.ToByteArray()));
    }

    private static void Hide(List<string> lines) => HideAt(lines, BallotAt(lines, 3));

    private static void HideAt(List<string> lines, int at) => lines[at] = new JsonObject
    {
        ["tree"] = 0,
        ["hash"] = Base64(MerkleHash.Leaf(Bytes(JsonNode.Parse(lines[at])!["entry"]!))),
    }.ToJsonString(Plain);

    private static void Swap(List<string> lines, int one, int other) => (lines[one], lines[other]) = (lines[other], lines[one]);

    private static void SwapOpenings(List<string> lines)
    {
        var (one, other) = (JsonNode.Parse(lines[BallotAt(lines, 2)])!, JsonNode.Parse(lines[BallotAt(lines, 3)])!);
        Edit(lines, BallotAt(lines, 2), line => (line["choice"], line["salt"]) = ((string)other["choice"]!, (string)other["salt"]!));
        Edit(lines, BallotAt(lines, 3), line => (line["choice"], line["salt"]) = ((string)one["choice"]!, (string)one["salt"]!));
    }

    private static string Easier(JsonNode rule) =>
        Base64(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Bytes(rule)).Replace("\"numerator\": 2", "\"numerator\": 1", StringComparison.Ordinal)));

    /// <summary>The same message with its first field moved behind the others: the same meaning, other bytes.</summary>
    private static string Reordered(JsonNode entry)
    {
        var bytes = Bytes(entry);
        return Base64([.. bytes[2..], .. bytes[..2]]);
    }

    private static string StrayBits(string line) => line.EndsWith("=\"}", StringComparison.Ordinal)
        ? line[..^4] + (char)(line[^4] + 1) + "=\"}"
        : throw new InvalidOperationException("The seed has no padding.");

    private static string Flipped(string note)
    {
        var at = note.LastIndexOf(' ') + 20;
        return note[..at] + (note[at] == 'A' ? 'B' : 'A') + note[(at + 1)..];
    }

    private static Tampering Striking(string name, BundleFault fault, IReadOnlyList<long> struck, Action<Entry> forge, bool isRecounted = true)
    {
        return new(name, fault, Make);

        (List<string>, BundleExpectation) Make()
        {
            using var poll = new ForgedPoll { Struck = struck, Forge = forge, IsRecounted = isRecounted }.Made();
            return (poll.Lines(), new BundleExpectation { VerifierKey = poll.VerifierKey });
        }
    }

    private static void Strike(Entry entry, Action<BallotStruck> change)
    {
        if (entry.Fact.BallotStruck is { } struck)
        {
            change(struck);
        }
    }

    /// <summary>The result after the only "no" was struck, with it.</summary>
    private static void CountOn(Entry entry) => Result(entry, result =>
    {
        if (result.Tally[1].Headcount == 0)
        {
            (result.Tally[1].Headcount, result.Tally[1].AreaCm2) = (1, 1_000_000);
        }
    });
}
