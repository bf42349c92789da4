using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Papers;

/// <summary>The steps of paper ballots, as tests tell them. Two people hold the staff role.</summary>
internal static class PaperSteps
{
    public const long First = Xingfu.Staff, Second = Xingfu.Host;

    public static readonly TimeSpan EntryTime = TimeSpan.FromDays(3);

    /// <summary>A neighbourhood with a second staff member, and where asked with rules of its own on which ballot prevails.</summary>
    public static Given<CommunityState> Founded(string precedence = "PAPER")
    {
        var given = Xingfu.Founded().And(new Fact { RoleGranted = new() { Resident = Second, Role = Role.Staff } });
        if (precedence != "PAPER")
        {
            var adopt = new AdoptRulesRequest { Parent = Xingfu.Name, Layer = ByteString.CopyFromUtf8(Layer(precedence)), Document = "会议纪要" };
            given.When(new AdoptRules(), adopt, Xingfu.As(First)).Answer.Hash.ToByteArray();
        }

        return given;
    }

    public static Outcome<CommunityState, IssuePapersResponse> Issue(this Given<CommunityState> given, string poll, params IEnumerable<long> voters) =>
        given.When(new IssuePapers(), new IssuePapersRequest { Parent = poll, Voters = { voters.Select(Xingfu.Resident) } }, Xingfu.As(First));

    public static Outcome<CommunityState, PaperCount> Return(this Given<CommunityState> given, string poll, params IEnumerable<long> serials) =>
        given.When(
            new ReturnPapers(), new ReturnPapersRequest { Parent = poll, Papers = { serials.Select(serial => NameOf(poll, serial)) } }, Xingfu.As(First));

    public static Outcome<CommunityState, Paper> Spoil(this Given<CommunityState> given, string poll, long serial, string reason = "字迹不清") =>
        given.When(new SpoilPaper(), new SpoilPaperRequest { Name = NameOf(poll, serial), Reason = reason }, Xingfu.As(First));

    public static Outcome<CommunityState, Paper> VoidEntry(this Given<CommunityState> given, string poll, long serial, string reason = "看错了") =>
        given.When(new VoidPaperEntry(), new VoidPaperEntryRequest { Name = NameOf(poll, serial), Reason = reason }, Xingfu.As(Second));

    /// <summary>Enters a paper as the server does: what the first entry sealed is loaded before.</summary>
    public static Outcome<CommunityState, Paper> Enter(
        this Given<CommunityState> given, string poll, long serial, string option, long by, ByteString? announcement = null) =>
        given.Enter(poll, serial, new Choice { Option = option }, by, announcement);

    /// <summary>The same with any choice.</summary>
    public static Outcome<CommunityState, Paper> Enter(
        this Given<CommunityState> given, string poll, long serial, Choice choice, long by, ByteString? announcement = null)
    {
        var request = new EnterPaperRequest
        {
            Name = NameOf(poll, serial),
            Announcement = announcement ?? given.State.Polls.Find(Names.IdIn(poll, "polls"))!.AnnouncementLeaf,
            Choice = choice,
        };
        var first = EnterPaper.FirstEntry(given.State, request);
        return given.When(new EnterPaper(given.Texts.Find(first) ?? new SideItem(), first), request, Xingfu.As(by));
    }

    public static Paper EnterTwice(this Given<CommunityState> given, string poll, long serial, string option)
    {
        Assert.Equal(PaperState.Entered, given.Enter(poll, serial, option, First).Answer.State);
        return given.Enter(poll, serial, option, Second).Answer;
    }

    public static PaperCount PaperCount(this Given<CommunityState> given, string poll, long reader = Xingfu.Wang) =>
        given.Read(new GetPaperCount(), new GetPaperCountRequest { Name = poll }, Xingfu.As(reader));

    public static string NameOf(string poll, long serial) => $"{poll}/papers/{serial}";

    private static string Layer(string precedence) => $$$"""
        {
          "id": "xingfu", "version": "2026-01-01", "level": "COMMUNITY",
          "title": {"zh": "幸福小区议事规则", "en": "Rules of Xingfu"}, "note": {"zh": "业主大会通过", "en": "Adopted by the owners"},
          "changes": [{"packs":["owners-ordinary"],"field":"paperPrecedence","value":"{{{precedence}}}",
            "article":{"zh":"议事规则第七条","en":"Rules, article 7"},"text":{"zh":"优先","en":"prevails"}}]
        }
        """;
}
