using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>The steps of a poll, as tests tell them.</summary>
internal static class PollSteps
{
    public const string Owners = "owners-ordinary";
    public const string Special = "owners-special";
    public const string Survey = "simple-majority";
    public const string Council = "council-default";
    public const string Meeting = "residents-meeting";

    public static readonly TimeSpan Notice = TimeSpan.FromDays(15);
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    public static AnnouncePollRequest Request(this Given<CommunityState> given, string pack) => new()
    {
        Parent = Xingfu.Name,
        Question = "同意安装充电桩吗？",
        RulePack = pack,
        Secrecy = Secrecy.Confidential,
        BindingStatus = BindingStatus.Advisory,
        ClosesAt = given.In((pack.StartsWith("owners", StringComparison.Ordinal) ? Notice : TimeSpan.Zero) + Length),
    };

    public static Timestamp In(this Given<CommunityState> given, TimeSpan time) => Times.Timestamp(given.NowMicros + (time.Ticks / TimeSpan.TicksPerMicrosecond));

    public static Outcome<CommunityState, Poll> Announce(this Given<CommunityState> given, AnnouncePollRequest request) =>
        given.When(new AnnouncePoll("", 0), request, Xingfu.As(Xingfu.Staff));

    /// <summary>A poll that is open now.</summary>
    public static string Opened(this Given<CommunityState> given, string pack, Action<AnnouncePollRequest>? change = null)
    {
        var request = given.Request(pack);
        change?.Invoke(request);
        var poll = given.Announce(request).Answer;
        var opens = Times.Micros(poll.OpensAt)!.Value;
        given.Later(TimeSpan.FromMicroseconds(opens - given.NowMicros)).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll.Name).State);
        return poll.Name;
    }

    public static Poll Seen(this Given<CommunityState> given, string name) =>
        given.Read(new GetPoll(), new GetPollRequest { Name = name }, Xingfu.As(Xingfu.Staff));

    public static Outcome<CommunityState, CastBallotResponse> Vote(this Given<CommunityState> given, string poll, long voter, string option) =>
        given.Try(new CastBallot(), new CastBallotRequest { Parent = poll, Choice = new Choice { Option = option } }, Xingfu.As(voter));

    /// <summary>Closes the poll on time and counts it.</summary>
    public static Poll Counted(this Given<CommunityState> given, string name)
    {
        var poll = given.Seen(name);
        given.Later(TimeSpan.FromMicroseconds(Times.Micros(poll.ClosesAt)!.Value - given.NowMicros)).Due();
        return given.When(new DeclareResult(given.Count(name)), new GetPollRequest { Name = name }, Xingfu.As(Xingfu.Staff)).Answer;
    }

    public static CountedPoll Count(this Given<CommunityState> given, string name)
    {
        var sheet = CountSheet.Of(given.State, Names.IdIn(name, "polls"));
        Assert.NotNull(sheet);
        var counter = new BallotCounter(sheet);
        var entries = given.Entries.ToList();
        foreach (var row in sheet.Rows)
        {
            counter.Add(entries[(int)row.Sequence], given.Texts.Find(row.Sequence)!);
        }

        return counter.Finish();
    }
}
