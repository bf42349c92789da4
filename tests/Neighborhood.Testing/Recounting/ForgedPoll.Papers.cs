using Google.Protobuf;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Testing.Recounting;

/// <content>The papers, where some vote on paper.</content>
public sealed partial class ForgedPoll
{
    private const long FirstClerk = 7;
    private const long SecondClerk = 8;
    private readonly List<long> _papers = [];
    private long _issuedAt;

    private void IssuePapers()
    {
        if (OnPaper.Count == 0)
        {
            return;
        }

        _papers.AddRange([.. OnPaper, 5, 6]);
        _issuedAt = _steps.Count;
        var leaf = ByteString.CopyFrom(_tree.LeafAt(Poll));
        Papered(new Fact { PaperIssued = new() { Poll = Poll, FirstSerial = 1, Voters = { _papers }, AnnouncementLeaf = leaf, ByResident = 1 } });
        Papered(new Fact { PaperSpoiled = new() { Poll = Poll, Serial = _papers.Count, ByResident = 1 } });
    }

    /// <summary>The first entry, by one clerk; the ballot is the second one's.</summary>
    private void PutOnPaper(BallotCast cast, long micros)
    {
        if (!OnPaper.Contains(cast.Voter))
        {
            return;
        }

        var serial = _papers.IndexOf(cast.Voter) + 1L;
        (cast.Channel, cast.Paper, cast.Device, cast.Signature) = (BallotChannel.Paper, _issuedAt, 0, ByteString.Empty);
        Papered(new Fact { PaperReturned = new() { Poll = Poll, Serials = { serial }, ByResident = 1 } }, micros);
        Papered(new Fact { PaperEntered = new() { Poll = Poll, Serial = serial, Voter = cast.Voter, Commitment = cast.Commitment, ByResident = 1 } }, micros);
    }

    private void FinishPapers()
    {
        if (OnPaper.Count > 0)
        {
            var count = new PaperCountFinished { Poll = Poll, Issued = _papers.Count, Returned = OnPaper.Count, Spoiled = 1, Counted = OnPaper.Count };
            Papered(new Fact { PaperCountFinished = count }, ClosesMicros);
        }
    }

    private void Papered(Fact fact, long micros = OpensMicros) => Enter(fact, micros, isShown: true);
}
