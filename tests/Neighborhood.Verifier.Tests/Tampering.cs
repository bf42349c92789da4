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

namespace Neighborhood.Verifier.Tests;

/// <summary>One way to tamper with a bundle, and what has to be named for it.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Fault">The first thing that does not hold then.</param>
/// <param name="Make">The tampered file, line by line, and what the person knows who recounts.</param>
internal sealed partial record Tampering(string Name, BundleFault Fault, Func<(List<string> Lines, BundleExpectation Expected)> Make)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] Another = MerkleHash.Leaf("another"u8);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Tampering> All { get; } =
    [
        // Hands at the file.
        File("the last line is cut off", BundleFault.BundleTruncated, lines => lines.RemoveAt(lines.Count - 1)),
        File("the file ends within the ballots", BundleFault.BundleTruncated, lines => lines.RemoveRange(BallotAt(lines, 4), lines.Count - BallotAt(lines, 4))),
        File("a line is added behind the end", BundleFault.BundleForm, lines => lines.Add("{\"end\":1}")),
        File("the footer counts another number of lines", BundleFault.BundleForm, lines => lines[^1] = "{\"end\":3}"),
        File("a line has a space", BundleFault.BundleForm, lines => lines[5] = lines[5].Replace("{\"tree\":", "{\"tree\": ", StringComparison.Ordinal)),
        File("base64 has stray bits", BundleFault.BundleForm, lines => lines[2] = StrayBits(lines[2])),
        File("a key of a line is unknown", BundleFault.BundleForm,
            lines => lines[BallotAt(lines, 1)] = lines[BallotAt(lines, 1)].Replace("entry", "antry", StringComparison.Ordinal)),
        File("the format is another", BundleFault.BundleVersion, lines => lines[0] = lines[0].Replace("poll-1", "poll-9", StringComparison.Ordinal)),
        File("the key of the bundle is none", BundleFault.KeyForm, lines => Edit(lines, 0, line => line["key"] = "xingfu.example+0+AA==")),
        File("the kind says public although ballots are opened", BundleFault.OpeningUnexpected, lines => Edit(lines, 0, line => line["kind"] = "public")),
        File("the ledger is another", BundleFault.HeadOrigin, lines => Edit(lines, 0, line => line["ledger"] = "communities/xingfa")),
        File("the poll is another", BundleFault.EntryForeign, lines => Edit(lines, 0, line => line["poll"] = 4)),
        File("the rule is another", BundleFault.RuleHash, lines => Edit(lines, 1, line => line["rule"] = Base64(RulePacks.Find("owners-special")!.Bytes.Span))),
        File("the rule is made easier", BundleFault.RuleHash, lines => Edit(lines, 1, line => line["rule"] = Easier(line["rule"]!))),
        File("the salts of the roll are others", BundleFault.RollRoot, lines => Edit(lines, 2, line => line["seed"] = Base64(Another))),
        File("a voter has more area", BundleFault.RollRoot, lines => lines[3] = lines[3].Replace("[2,1000000,1]", "[2,3000000,1]", StringComparison.Ordinal)),
        File("a voter counts for two", BundleFault.RollRoot, lines => lines[3] = lines[3].Replace("[2,1000000,1]", "[2,1000000,2]", StringComparison.Ordinal)),
        File("a voter is left off the roll", BundleFault.RollRoot, lines => lines[3] = lines[3].Replace(",[6,1000000,1]", "", StringComparison.Ordinal)),
        File("a voter is put on the roll", BundleFault.RollRoot,
            lines => lines[3] = lines[3].Replace("[6,1000000,1]", "[6,1000000,1],[7,1000000,1]", StringComparison.Ordinal)),
        File("a voter stands on the roll twice", BundleFault.RollForm,
            lines => lines[3] = lines[3].Replace("[2,1000000,1]", "[1,1000000,1]", StringComparison.Ordinal)),
        File("a ballot is left out", BundleFault.EntrySequence, lines => lines.RemoveAt(BallotAt(lines, 3)), isCounted: true),
        File("a ballot is repeated", BundleFault.EntrySequence, lines => lines.Insert(BallotAt(lines, 3), lines[BallotAt(lines, 3)]), isCounted: true),
        File("two ballots change places", BundleFault.EntrySequence, lines => Swap(lines, BallotAt(lines, 3), BallotAt(lines, 4))),
        File("a ballot is replaced by its hash", BundleFault.BallotOrdinal, Hide),
        File("the last ballot is replaced by its hash", BundleFault.CloseCount, lines => HideAt(lines, BallotAt(lines, 7))),
        File("a ballot has another commitment", BundleFault.BallotChain,
            lines => Reenter(lines, BallotAt(lines, 1), entry => entry.Fact.BallotCast.Commitment = ByteString.CopyFrom(Another))),
        File("a ballot has another voter", BundleFault.OpeningCommitment,
            lines => Reenter(lines, BallotAt(lines, 2), entry => entry.Fact.BallotCast.Voter = 6)),
        File("a ballot is of a voter who is not on the roll", BundleFault.BallotVoter,
            lines => Reenter(lines, BallotAt(lines, 2), entry => entry.Fact.BallotCast.Voter = 77)),
        File("a ballot is of another poll", BundleFault.EntryForeign, lines => Reenter(lines, BallotAt(lines, 2), entry => entry.Fact.BallotCast.Poll = 99)),
        File("a ballot has another time", BundleFault.BallotChain, lines => Reenter(lines, BallotAt(lines, 4), entry => entry.TimeMicros++)),
        File("an entry is spelt in another way", BundleFault.EntryForm,
            lines => Edit(lines, BallotAt(lines, 1), line => line["entry"] = Reordered(line["entry"]!))),
        File("an entry is cut", BundleFault.EntryForm,
            lines => Edit(lines, BallotAt(lines, 1), line => line["entry"] = Base64(Bytes(line["entry"]!).AsSpan(0, 40)))),
        File("two openings are swapped", BundleFault.OpeningCommitment, SwapOpenings),
        File("an opening tells another choice", BundleFault.OpeningCommitment,
            lines => Edit(lines, BallotAt(lines, 2), line => line["choice"] = Base64(SealedChoice.Bytes("yes")))),
        File("an opening has another salt", BundleFault.OpeningCommitment, lines => Edit(lines, BallotAt(lines, 2), line => line["salt"] = Base64(Another))),
        File("an opening has a short salt", BundleFault.OpeningCommitment,
            lines => Edit(lines, BallotAt(lines, 2), line => line["salt"] = Base64(Another.AsSpan(1)))),
        File("an opening is taken out", BundleFault.OpeningMissing, lines => Edit(lines, BallotAt(lines, 2), Sealed)),
        File("the tally is another", BundleFault.ResultTally,
            lines => Reenter(lines, FactAt(lines, Fact.KindOneofCase.ResultDeclared), entry => entry.Fact.ResultDeclared.Tally[0].Headcount++)),
        File("the verdict is another", BundleFault.ResultVerdict,
            lines => Reenter(lines, FactAt(lines, Fact.KindOneofCase.ResultDeclared), entry => entry.Fact.ResultDeclared.Passed ^= true)),
        File("the question is another", BundleFault.HeadRoot,
            lines => Reenter(lines, FactAt(lines, Fact.KindOneofCase.PollAnnounced), entry => entry.Fact.PollAnnounced.Question = "同意取消充电桩吗？")),
        File("a hidden entry is another", BundleFault.HeadRoot, lines => Edit(lines, LineWith(lines, "{\"tree\":"), line => line["hash"] = Base64(Another))),
        File("a subtree stands where none can", BundleFault.TreePlace, lines => Put(lines, LineWith(lines, "{\"tree\":0"), "\"tree\":0", "\"tree\":5")),
        File("a hash of the tree is short", BundleFault.TreePlace,
            lines => Edit(lines, LineWith(lines, "{\"tree\":"), line => line["hash"] = Base64(Another.AsSpan(1)))),
        File("the close is left out", BundleFault.PollOrder, lines => HideAt(lines, FactAt(lines, Fact.KindOneofCase.PollClosed))),
        File("the result is left out", BundleFault.ResultMissing, lines => HideAt(lines, FactAt(lines, Fact.KindOneofCase.ResultDeclared))),
        File("the announcement is left out", BundleFault.PollOrder, lines => HideAt(lines, FactAt(lines, Fact.KindOneofCase.PollAnnounced))),
        File("the newest head is left out", BundleFault.HeadMissing, lines => lines.RemoveAt(lines.Count - 2), isCounted: true),
        File("the signature of a head is another", BundleFault.HeadSignature,
            lines => Edit(lines, lines.Count - 2, line => line["head"] = Flipped((string)line["head"]!))),
        File("a head is rolled back to an earlier one", BundleFault.HeadSize, lines => lines[^2] = lines[LineWith(lines, "{\"head\":")]),

        // Hands at the ledger: everything is hashed and signed as it should be.
        Operator("a ballot is dropped and the close does not tell", BundleFault.CloseCount, forge: entry => Close(entry, close => close.BallotCount--)),
        Operator("the close names another last ballot", BundleFault.CloseLast,
            forge: entry => Close(entry, close => close.LastLeaf = ByteString.CopyFrom(Another))),
        Operator("the close tells more voters", BundleFault.CloseTurnout, forge: entry => Close(entry, close => close.VotedHeadcount++)),
        Operator("the poll is closed early", BundleFault.CloseTime, forge: entry => Close(entry, _ => entry.TimeMicros = ForgedPoll.ClosesMicros - 1)),
        Operator("the poll is opened early", BundleFault.OpenTime,
            forge: entry => entry.TimeMicros = entry.Fact.PollOpened is null ? entry.TimeMicros : ForgedPoll.OpensMicros - 1),
        Operator("a ballot is cast for somebody off the roll", BundleFault.BallotVoter, ballots: [(1, "yes"), (77, "yes")]),
        Operator("a ballot skips a number", BundleFault.BallotOrdinal, forge: entry => Ballot(entry, 3, cast => cast.Ordinal = 4)),
        Operator("a ballot names another before it", BundleFault.BallotChain,
            forge: entry => Ballot(entry, 3, cast => cast.PreviousLeaf = ByteString.CopyFrom(Another))),
        Operator("a second ballot replaces none", BundleFault.BallotReplaces, forge: entry => Ballot(entry, 4, cast => cast.Replaces = 0)),
        Operator("a ballot is cast after the close", BundleFault.BallotTime, forge: entry => Ballot(entry, 7, _ => entry.TimeMicros = ForgedPoll.ClosesMicros)),
        new("the close is moved after the close", BundleFault.PollOrder, () =>
        {
            using var poll = new ForgedPoll { ExtendedLateMicros = 1 }.Made();
            return (poll.Lines(), Knows(poll));
        }),
        Operator("a ballot is dated back", BundleFault.EntryTime, forge: entry => Ballot(entry, 3, _ => entry.TimeMicros -= 5_000_000)),
        Operator("an old ballot of another poll is played in", BundleFault.EntryForeign, forge: entry => Ballot(entry, 3, cast => cast.Poll = 2)),
        Operator("a choice is sealed that is no option", BundleFault.OpeningChoice,
            forge: entry => Ballot(entry, 2, Maybe), opening: (ordinal, opening) => ordinal == 2 ? (SealedChoice.Bytes("maybe"), opening.Item2) : opening),
        Operator("a replaced ballot is opened", BundleFault.OpeningReplaced, opens: _ => true),
        Operator("the tally is shifted", BundleFault.ResultTally,
            forge: entry =>
                Result(entry, result => (result.Tally[0].Headcount, result.Tally[1].Headcount) = (result.Tally[1].Headcount, result.Tally[0].Headcount))),
        Operator("an option is left out of the tally", BundleFault.ResultTally, forge: entry => Result(entry, result => result.Tally.RemoveAt(2))),
        Operator("a clause is said to hold", BundleFault.ResultClause, forge: entry => Result(entry, result => result.Findings[0].Base--)),
        Operator("a clause is left out", BundleFault.ResultClause, forge: entry => Result(entry, result => result.Findings.RemoveAt(1))),
        Operator("the verdict is turned round", BundleFault.ResultVerdict, forge: entry => Result(entry, result => result.Passed ^= true)),
        Operator("another rule is pinned", BundleFault.RuleHash,
            forge: entry => Announce(entry, announced => announced.RulePackHash = ByteString.CopyFrom(Another))),
        Operator("the electorate is made smaller than the roll", BundleFault.RollTotals, forge: entry => Open(entry, opened => opened.EntitledAreaCm2 = 1)),
        Operator("the roll is said to have fewer rows", BundleFault.RollTotals, forge: entry => Open(entry, opened => opened.VoterCount--)),
        Operator("another roll is sealed", BundleFault.RollRoot, forge: entry => Open(entry, opened => opened.RollRoot = ByteString.CopyFrom(Another))),
        Public("a public bundle tells a tally that is not the turnout", BundleFault.ResultTurnout,
            entry => Result(entry, result => result.Tally[0].Headcount++)),
        Public("a public bundle opens a ballot", BundleFault.OpeningUnexpected, _ => { }, opens: ordinal => ordinal == 2),
        Public("a confidential poll comes as an open one", BundleFault.KindSecrecy, _ => { }, kind: BundleKind.BundleOpen),

        new("a composed rule is not the one that was announced", BundleFault.RuleHash, () => Composed(_ => { }, isOther: true)),
        new("a composed rule has another hash", BundleFault.RuleHash, () => Composed(rule => rule.EffectiveRuleHash = ByteString.CopyFrom(Another))),
        new("a composed rule has the hash of another", BundleFault.RuleHash, () => Composed(rule => rule.EffectiveRule = ByteString.CopyFrom(Another))),

        Public("a withheld tally is told", BundleFault.ResultTally, entry => Result(entry, result => result.Tally.Add(new V1.OptionTally())), pack: Survey),
        Public("a tally is withheld without need", BundleFault.ResultWithheld, entry => Result(entry, Withhold)),
        Public("a withheld clause tells its numbers", BundleFault.ResultClause, entry => Result(entry, result => result.Findings[0].Have = 4), pack: Survey),
        Public("a withheld verdict is turned round", BundleFault.ResultVerdict, entry => Result(entry, result => result.Passed ^= true), pack: Survey),
        Public(
            "a withheld clause is turned round before scrutineers", BundleFault.ResultClause, entry => Result(entry, TurnRound),
            pack: Survey, kind: BundleKind.BundleScrutineer),
        Public("the silent are counted with nobody", BundleFault.ResultTally, entry => Result(entry, result => result.SilentTally.Clear()), pack: Counting),

        // Hands at what is struck after the result.
        Striking("a ballot is struck that was replaced", BundleFault.StruckBallot, [1], entry => Strike(entry, struck => struck.Ordinal = 4)),
        Striking("a ballot is struck that nobody cast", BundleFault.StruckBallot, [2], entry => Strike(entry, struck => struck.Voter = 6)),
        Striking("a ballot is struck twice", BundleFault.StruckBallot, [2, 2], _ => { }),
        Striking("a struck ballot is counted on", BundleFault.ResultTally, [2], CountOn),
        Striking("a ballot is struck and the count is not repeated", BundleFault.ResultMissing, [2], _ => { }, isRecounted: false),

        // Hands at the devices, under a rule that demands signatures.
        Signed("a ballot has no signature", BundleFault.BallotUnsigned, forge: entry => Ballot(entry, 2, Unsign)),
        Signed("a ballot is signed by a neighbour's device", BundleFault.BallotDevice, forge: entry => Ballot(entry, 2, cast => cast.Device--)),
        Signed("a ballot names a device that nobody registered", BundleFault.BallotDevice, forge: entry => Ballot(entry, 2, cast => cast.Device = 1)),
        Signed("a ballot was signed for another choice", BundleFault.BallotSignature, forge: entry => Ballot(entry, 2, Maybe)),
        Signed("a ballot has half a signature", BundleFault.BallotSignature, forge: entry => Ballot(entry, 2, Halve)),
        Signed("a device signs before it is active", BundleFault.BallotDevice, forge: entry => Device(entry, 2, made => made.ActiveFromMicros *= 2)),
        Signed("a device signs that was revoked", BundleFault.BallotRevoked, before: Revoked(2)),
        Signed("a device is registered without its key", BundleFault.DeviceProof,
            forge: entry => Device(entry, 2, made => made.PossessionSignature = made.PublicKey)),
        Signed("a device is registered for another resident", BundleFault.DeviceProof, forge: entry => Device(entry, 2, made => made.Resident = 3)),
        Signed("the operator adds a device to somebody who has one", BundleFault.DeviceProof, before: Added(_ => { })),
        Signed("a further device is approved by nobody's signature", BundleFault.DeviceProof, before: Added(made => made.ApprovedBy = ForgedPoll.FirstDevice)),
        Signed("a device after a recovery is active at once", BundleFault.DeviceProof, before: Added(made => made.Recovery = 1)),

        // Hands at the proxies: resident 2 lets resident 3 vote.
        Proxied("a proxy is authorised by nobody's signature", BundleFault.ProxyProof, entry => Authorized(entry, given => given.Signature = ByteString.Empty)),
        Proxied("an authorisation is given to somebody else", BundleFault.ProxyProof, entry => Authorized(entry, given => given.Proxy = 4)),
        Proxied("an authorisation is prolonged", BundleFault.ProxyProof, entry => Authorized(entry, given => given.ValidUntilMicros++)),
        Proxied("an authorisation is for another poll", BundleFault.ProxyProof, entry => Authorized(entry, given => given.Polls[0]++)),
        Proxied("a written authorisation is over", BundleFault.BallotProxy, entry => Authorized(entry, Over)),
        Proxied("a proxy votes for somebody who named none", BundleFault.BallotProxy, entry => Ballot(entry, 3, cast => cast.CastBy = 4)),
        Proxied("a proxy names no authorisation", BundleFault.BallotProxy, entry => Ballot(entry, 2, cast => cast.Authorization = 0)),
        Proxied("a proxy replaces the voter's own ballot", BundleFault.BallotProxy, entry => Ballot(entry, 4, CastOneself), [(1, 3)]),
        Proxied("a proxy votes for more than the rule allows", BundleFault.BallotProxy, _ => { },
            [.. Enumerable.Range(1, 6).Select(voter => ((long)voter, 6L))]),

        // Hands at the papers: residents 2 and 4 vote on paper.
        Papered("the reconciliation tells of fewer papers", BundleFault.PaperCount, entry => Change(entry.Fact.PaperCountFinished, count => count.Issued--)),
        Papered("the reconciliation tells of more returned", BundleFault.PaperCount, entry => Change(entry.Fact.PaperCountFinished, count => count.Returned++)),
        Papered("the reconciliation hides a spoiled paper", BundleFault.PaperCount, entry => Change(entry.Fact.PaperCountFinished, count => count.Spoiled = 0)),
        Papered("the reconciliation counts a paper too many", BundleFault.PaperCount, entry => Change(entry.Fact.PaperCountFinished, count => count.Counted++)),
        Papered("the reconciliation hides papers that were not counted", BundleFault.PaperCount,
            entry => Change(entry.Fact.PaperCountFinished, count => count.Uncounted++)),
        Papered("the reconciliation is replaced", BundleFault.PaperCount, Unfinish),
        Papered("one person entered a paper twice", BundleFault.PaperPerson, entry => entry.Account = 7),
        Papered("nobody is on record as having entered a paper", BundleFault.PaperPerson,
            entry => entry.Account = entry.Fact.PaperEntered is null ? entry.Account : 0),
        Papered("a paper counts otherwise than it was entered first", BundleFault.PaperEntry,
            entry => Change(entry.Fact.PaperEntered, entered => entered.Commitment = ByteString.CopyFrom(Another))),
        Papered("a paper is entered for somebody else", BundleFault.PaperEntry, entry => Change(entry.Fact.PaperEntered, entered => entered.Voter = 3)),
        Papered("a paper counts that was never entered", BundleFault.PaperEntry, NeverEnter),
        Papered("a ballot names another issue of papers", BundleFault.PaperEntry, entry => Ballot(entry, 2, cast => cast.Paper--)),
        Papered("an online ballot names a paper", BundleFault.PaperEntry, entry => Ballot(entry, 1, cast => cast.Paper = 6)),
        Papered("papers are issued out of turn", BundleFault.PaperIssued, entry => Change(entry.Fact.PaperIssued, issued => issued.FirstSerial++)),
        Papered("papers are issued for another announcement", BundleFault.PaperIssued,
            entry => Change(entry.Fact.PaperIssued, issued => issued.AnnouncementLeaf = ByteString.CopyFrom(Another))),
        Papered("one voter gets two papers", BundleFault.PaperIssued, entry => Change(entry.Fact.PaperIssued, issued => issued.Voters[3] = 5)),
        Papered("a paper comes back that was spoiled", BundleFault.PaperReturned,
            entry => Change(entry.Fact.PaperReturned, returned => returned.Serials[0] = 4)),
        Papered("a paper is spoiled that nobody issued", BundleFault.PaperSpoiled, entry => Change(entry.Fact.PaperSpoiled, spoiled => spoiled.Serial = 5)),

        // Hands at the end of the evidence.
        Erased("the openings are erased before their time", BundleFault.EvidenceTime, entry => entry.TimeMicros -= entry.Fact.EvidenceErased is null ? 0 : 1),
        Erased("another poll's openings are said to be erased", BundleFault.EntryForeign, entry => Change(entry.Fact.EvidenceErased, erased => erased.Poll++)),
        new("an open poll comes without openings though nothing is erased", BundleFault.KindSecrecy, () => Unerased()),

        // Hands at the server: another key, another history.
        new("the bundle is another server's", BundleFault.KeyMismatch, OtherServer),
        new("the newest head is signed by another key", BundleFault.HeadSignature, OtherSigner),
        new("a head was shown to others over another history", BundleFault.HeadForked, Fork),
        new("a ballot was dropped and the whole ledger signed anew", BundleFault.HeadForked, DroppedAndSignedAnew),
        new("no witness cosigned", BundleFault.WitnessMissing, () => Witnessed(_ => false)),
        new("the witness cosigned before the result alone", BundleFault.WitnessMissing, () => Witnessed(size => size < 12)),
        new("another witness cosigned", BundleFault.WitnessMissing, () => Witnessed(_ => true, WitnessKey.Print("witness.example", Another))),
        new("the key of the witness is none", BundleFault.WitnessMissing, () => Witnessed(_ => true, "witness.example+00000000+AA==")),
        new("a head is of another community of the same server", BundleFault.HeadOrigin, OtherCommunity),
        new("a head of another size has the signature of this tree", BundleFault.HeadRoot, OtherRoot),

        // Hands at a poll that asks questions.
        .. OfQuestions(),
    ];

    public override string ToString() => Name;
}
