using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>Polls, folded from facts.</summary>
public sealed class PollsState
{
    private readonly SortedDictionary<long, PollInfo> _polls = [];
    private readonly SortedSet<(long Micros, long Poll)> _due = [];
    private readonly SortedSet<long> _uncounted = [];

    [NonSerialized]
    private readonly Queue<(long Sequence, PollInfo Poll, PollTurnout Turnout)> _notDurable = [];

    [NonSerialized]
    private long _durableSize;

    /// <summary>All polls, by id.</summary>
    public IReadOnlyDictionary<long, PollInfo> All => _polls;

    /// <summary>When a poll opens or closes next, in microseconds, or null.</summary>
    public long? NextDueMicros => _due.Count == 0 ? null : _due.Min.Micros;

    /// <summary>Polls that are open.</summary>
    public IEnumerable<long> Open => _polls.Values.Where(poll => poll.State == State.Open).Select(poll => poll.Id);

    /// <summary>Polls that are closed and wait to be counted.</summary>
    public IReadOnlyCollection<long> Uncounted => _uncounted;

    /// <summary>Who has voted, by headcount and by area in square centimetres.</summary>
    public (long Headcount, long AreaCm2) Voted(long poll) => (_polls[poll].VotedHeadcount, _polls[poll].VotedAreaCm2);

    /// <summary>When the last ballot of a poll was cast; when it opened, where there is none.</summary>
    public long LastBallotMicros(long poll) => _polls[poll] is { LastBallotMicros: > 0 } voted ? voted.LastBallotMicros : _polls[poll].OpensAtMicros;

    /// <summary>A poll, or null.</summary>
    public PollInfo? Find(long id) => _polls.GetValueOrDefault(id);

    /// <summary>Whether a poll on this proposal is announced, open or being counted.</summary>
    public bool IsLiveOn(long proposal) => proposal != 0 && _polls.Values.Any(poll => poll.Announced.Proposal == proposal && poll.IsLive);

    /// <summary>Until when a poll with this voter may be challenged, in microseconds; 0 where there is none.</summary>
    public long EvidenceUntilMicros(long resident) =>
        _polls.Values.Where(poll => poll.Roll.IndexOf(resident) >= 0).Select(poll => poll.EvidenceUntilMicros).DefaultIfEmpty().Max();

    /// <summary>Whether an entry is a ballot that moves no deadline: nothing but the numbers of its poll changes.</summary>
    internal static bool IsOnlineBallot(Entry entry) =>
        entry.Fact.KindCase == Fact.KindOneofCase.BallotCast && entry.Fact.BallotCast.Channel != BallotChannel.Paper;

    /// <summary>Whether an entry is durable.</summary>
    internal bool IsDurable(long sequence) => sequence < _durableSize;

    /// <summary>All entries before this sequence are durable.</summary>
    internal void NoteDurable(long size)
    {
        _durableSize = size;
        while (_notDurable.TryPeek(out var ballot) && ballot.Sequence < size)
        {
            ballot.Poll.DurableTurnout = ballot.Turnout;
            _notDurable.Dequeue();
        }
    }

    internal void Apply(CommunityState state, Entry entry, ReadOnlySpan<byte> leafHash)
    {
        if (IsOnlineBallot(entry))
        {
            Cast(_polls[entry.Fact.BallotCast.Poll], entry, leafHash);
            return;
        }

        var poll = PollOf(state, entry, leafHash);
        if (poll.DueMicros is { } before)
        {
            _due.Remove((before, poll.Id));
        }

        Apply(state, poll, entry, leafHash);
        if (poll.DueMicros is { } after)
        {
            _due.Add((after, poll.Id));
        }

        if (poll.State == State.Closed)
        {
            _uncounted.Add(poll.Id);
            return;
        }

        _uncounted.Remove(poll.Id);
    }

    internal Decision DecideDue(CommunityState state, long dueMicros, long nextSequence, Entropy entropy)
    {
        var (micros, id) = _due.Min;
        var poll = _polls[id];
        return micros <= dueMicros
            ? PollClock.Decide(state, poll, entropy)
            : throw new InvalidOperationException($"Nothing is due at {dueMicros} before entry {nextSequence}.");
    }

    internal Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence) =>
        PollClock.DecideOutage(_polls.Values, fromMicros, untilMicros, nextSequence);

    private void Cast(PollInfo poll, Entry entry, ReadOnlySpan<byte> leafHash)
    {
        poll.Cast(entry.Fact.BallotCast, entry.Sequence, entry.TimeMicros, leafHash);
        _notDurable.Enqueue((entry.Sequence, poll, poll.Turnout));
    }

    private PollInfo PollOf(CommunityState state, Entry entry, ReadOnlySpan<byte> leafHash)
    {
        var fact = entry.Fact;
        return fact.KindCase switch
        {
            Fact.KindOneofCase.PollAnnounced => _polls[entry.Sequence] = new PollInfo(
                entry.Sequence, entry.TimeMicros, fact.PollAnnounced, state.Rules.PinnedBy(entry.Sequence, fact.PollAnnounced), state.Residents, leafHash),
            Fact.KindOneofCase.RollDrafted => _polls[fact.RollDrafted.Poll],
            Fact.KindOneofCase.ObjectionFiled => _polls[fact.ObjectionFiled.Poll],
            Fact.KindOneofCase.ObjectionAnswered => _polls[fact.ObjectionAnswered.Poll],
            Fact.KindOneofCase.PollExtended => _polls[fact.PollExtended.Poll],
            Fact.KindOneofCase.PollCancelled => _polls[fact.PollCancelled.Poll],
            Fact.KindOneofCase.PollOpened => _polls[fact.PollOpened.Poll],
            Fact.KindOneofCase.PollClosed => _polls[fact.PollClosed.Poll],
            Fact.KindOneofCase.ResultDeclared => _polls[fact.ResultDeclared.Poll],
            Fact.KindOneofCase.PollVoided => _polls[fact.PollVoided.Poll],
            Fact.KindOneofCase.PublicationOverdue => _polls[fact.PublicationOverdue.Poll],
            Fact.KindOneofCase.EvidenceErased => _polls[fact.EvidenceErased.Poll],
            Fact.KindOneofCase.EvidenceExtended => _polls[fact.EvidenceExtended.Poll],
            Fact.KindOneofCase.NoticePosted => _polls[fact.NoticePosted.Poll],
            Fact.KindOneofCase.ScrutineerNamed => _polls[fact.ScrutineerNamed.Poll],
            Fact.KindOneofCase.ScrutineerRemoved => _polls[fact.ScrutineerRemoved.Poll],
            Fact.KindOneofCase.BallotStruck => _polls[fact.BallotStruck.Poll],
            Fact.KindOneofCase.BallotCast => _polls[fact.BallotCast.Poll],
            Fact.KindOneofCase.PaperIssued => _polls[fact.PaperIssued.Poll],
            Fact.KindOneofCase.PaperReturned => _polls[fact.PaperReturned.Poll],
            Fact.KindOneofCase.PaperEntered => _polls[fact.PaperEntered.Poll],
            Fact.KindOneofCase.PaperEntryVoided => _polls[fact.PaperEntryVoided.Poll],
            Fact.KindOneofCase.PaperSpoiled => _polls[fact.PaperSpoiled.Poll],
            Fact.KindOneofCase.PaperCountFinished => _polls[fact.PaperCountFinished.Poll],
            _ => throw new UnknownFactException(entry.Sequence),
        };
    }

    private void Apply(CommunityState state, PollInfo poll, Entry entry, ReadOnlySpan<byte> leafHash)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.RollDrafted:
                poll.Draft(fact.RollDrafted);
                break;
            case Fact.KindOneofCase.ObjectionFiled:
                poll.File(new ObjectionInfo(entry.Sequence, fact.ObjectionFiled.Objector, entry.TimeMicros, fact.ObjectionFiled.About == About.VoterList));
                break;
            case Fact.KindOneofCase.ObjectionAnswered:
                poll.Answer(fact.ObjectionAnswered, entry.Sequence, entry.TimeMicros, state.Residents);
                break;
            case Fact.KindOneofCase.PollExtended:
                poll.Extend(fact.PollExtended);
                break;
            case Fact.KindOneofCase.PollCancelled:
                poll.Cancel(fact.PollCancelled.Reason);
                break;
            case Fact.KindOneofCase.PollOpened:
                poll.Open(entry.Sequence, fact.PollOpened.RollRoot);
                break;
            case Fact.KindOneofCase.PollClosed:
                poll.Close(entry.Sequence, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ResultDeclared:
                poll.Decide(fact.ResultDeclared, entry.Sequence, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.PublicationOverdue:
                poll.NoteOverdue();
                break;
            case Fact.KindOneofCase.EvidenceErased:
                poll.NoteErased();
                break;
            case Fact.KindOneofCase.EvidenceExtended:
                poll.ExtendEvidence(fact.EvidenceExtended);
                break;
            case Fact.KindOneofCase.PollVoided:
                poll.Void(fact.PollVoided);
                break;
            case Fact.KindOneofCase.NoticePosted:
                poll.Post(fact.NoticePosted, entry.Sequence, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ScrutineerNamed:
                poll.NameScrutineer(fact.ScrutineerNamed.Resident);
                break;
            case Fact.KindOneofCase.BallotStruck:
                poll.Strike(fact.BallotStruck, entry.Sequence, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.ScrutineerRemoved:
                poll.RemoveScrutineer(fact.ScrutineerRemoved.Resident);
                break;
            case Fact.KindOneofCase.BallotCast:
                Cast(poll, entry, leafHash);
                break;
            case >= Fact.KindOneofCase.PaperIssued and <= Fact.KindOneofCase.PaperSpoiled:
                poll.Apply(fact, entry.Sequence, entry.TimeMicros);
                break;
        }
    }
}
