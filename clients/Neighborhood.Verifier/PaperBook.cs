using Google.Protobuf;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>The papers of the poll: each is issued once, comes back once, and becomes a ballot where two people entered the same.</summary>
internal sealed class PaperBook
{
    private enum State
    {
        Issued,
        Returned,
        Entered,
        Counted,
        Spoiled,
    }

    private sealed class Paper(long voter, long issued)
    {
        public long Voter { get; } = voter;

        public long Issued { get; } = issued;

        public State State { get; set; }

        public ByteString Commitment { get; set; } = ByteString.Empty;

        public long EnteredBy { get; set; }
    }

    private readonly List<Paper> _papers = [];
    private readonly Dictionary<long, Paper> _newest = [];
    private byte[] _announcement = [];
    private long _returned;
    private long _spoiled;
    private long _uncounted;
    private bool _isFinished;

    /// <summary>Papers that became ballots.</summary>
    public long Counted { get; private set; }

    /// <summary>Whether no numbers of papers are missing on record.</summary>
    public bool IsSettled => _papers.Count == 0 || _isFinished;

    /// <summary>The leaf hash of the announcement, which each paper bears.</summary>
    public void Announce(ReadOnlySpan<byte> leaf) => _announcement = leaf.ToArray();

    /// <summary>Takes a fact of papers.</summary>
    public void Apply(Entry entry)
    {
        Broken.Unless(!_isFinished, BundleFault.PaperCount);
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.PaperIssued:
                Issue(fact.PaperIssued, entry.Sequence);
                break;
            case Fact.KindOneofCase.PaperReturned:
                Return(fact.PaperReturned);
                break;
            case Fact.KindOneofCase.PaperEntered:
                Enter(fact.PaperEntered, entry.Account);
                break;
            case Fact.KindOneofCase.PaperEntryVoided:
                Find(fact.PaperEntryVoided.Serial, BundleFault.PaperEntry, State.Entered).State = State.Returned;
                break;
            case Fact.KindOneofCase.PaperSpoiled:
                Spoil(fact.PaperSpoiled.Serial);
                break;
            default:
                Finish(fact.PaperCountFinished);
                break;
        }
    }

    /// <summary>Goes on where a ballot is not on paper, or is the second entry of the voter's paper, by another account.</summary>
    public void Check(BallotCast cast, long account)
    {
        if (cast.Channel != BallotChannel.Paper)
        {
            Broken.UnlessSame(0, cast.Paper, BundleFault.PaperEntry);
            return;
        }

        Broken.Unless(
            !_isFinished && _newest.TryGetValue(cast.Voter, out var paper) && paper.State == State.Entered && paper.Issued == cast.Paper
                && paper.Commitment == cast.Commitment,
            BundleFault.PaperEntry);
        paper = _newest[cast.Voter];
        Broken.Unless(account != 0 && paper.EnteredBy != 0 && account != paper.EnteredBy, BundleFault.PaperPerson);
        paper.State = State.Counted;
        Counted++;
        _uncounted--;
    }

    private void Issue(PaperIssued issued, long sequence)
    {
        Broken.UnlessSame(_papers.Count + 1, issued.FirstSerial, BundleFault.PaperIssued);
        Broken.UnlessSame(_announcement, issued.AnnouncementLeaf.Span, BundleFault.PaperIssued);
        foreach (var voter in issued.Voters)
        {
            Broken.Unless(!_newest.TryGetValue(voter, out var before) || before.State == State.Spoiled, BundleFault.PaperIssued);
            _newest[voter] = new Paper(voter, sequence);
            _papers.Add(_newest[voter]);
        }
    }

    private void Return(PaperReturned returned)
    {
        foreach (var serial in returned.Serials)
        {
            Find(serial, BundleFault.PaperReturned, State.Issued).State = State.Returned;
            _returned++;
            _uncounted++;
        }
    }

    private void Enter(PaperEntered entered, long account)
    {
        var paper = Find(entered.Serial, BundleFault.PaperEntry, State.Returned);
        Broken.UnlessSame(paper.Voter, entered.Voter, BundleFault.PaperEntry);
        (paper.State, paper.Commitment, paper.EnteredBy) = (State.Entered, entered.Commitment, account);
    }

    private void Spoil(long serial)
    {
        var paper = Find(serial, BundleFault.PaperSpoiled, State.Issued, State.Returned, State.Entered);
        _uncounted -= paper.State == State.Issued ? 0 : 1;
        paper.State = State.Spoiled;
        _spoiled++;
    }

    private void Finish(PaperCountFinished finished)
    {
        _isFinished = true;
        Broken.UnlessSame(_papers.Count, finished.Issued, BundleFault.PaperCount);
        Broken.UnlessSame(_returned, finished.Returned, BundleFault.PaperCount);
        Broken.UnlessSame(_spoiled, finished.Spoiled, BundleFault.PaperCount);
        Broken.UnlessSame(Counted, finished.Counted, BundleFault.PaperCount);
        Broken.UnlessSame(_uncounted, finished.Uncounted, BundleFault.PaperCount);
    }

    private Paper Find(long serial, BundleFault fault, params ReadOnlySpan<State> states)
    {
        var paper = serial >= 1 && serial <= _papers.Count ? _papers[(int)serial - 1] : throw new Broken(fault);
        Broken.Unless(states.Contains(paper.State), fault);
        return paper;
    }
}
