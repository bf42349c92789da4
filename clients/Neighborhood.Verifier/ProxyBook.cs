using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>Who may hand a ballot in for whom, and for how many each did.</summary>
internal sealed class ProxyBook(BundleHeader header, DeviceBook devices)
{
    private readonly Dictionary<long, ProxyAuthorized> _given = [];
    private readonly HashSet<long> _revoked = [];
    private readonly HashSet<string> _signatures = [];
    private readonly Dictionary<int, long> _handOfRow = [];
    private readonly Dictionary<long, int> _rowsOfHand = [];

    /// <summary>The matter of the poll.</summary>
    public string Matter { get; set; } = "";

    /// <summary>For how many voters one proxy may vote.</summary>
    public int MaxProxies { get; set; }

    /// <summary>Takes an authorisation, which its principal signed or staff recorded.</summary>
    public void Authorize(Entry entry)
    {
        var given = entry.Fact.ProxyAuthorized;
        if (given.RecordedBy == 0)
        {
            var statement = SignedStatement.Proxy(
                header.Ledger, given.Principal, given.Proxy, given.ValidUntilMicros, given.Polls, given.Matters);
            var fault = devices.FaultOf(given.Device, given.Principal, entry.TimeMicros, statement, given.Signature.Span);
            Broken.Unless(fault == BundleFault.None && _signatures.Add(given.Signature.ToBase64()), BundleFault.ProxyProof);
        }

        _given.Add(entry.Sequence, given);
    }

    /// <summary>Takes an authorisation back.</summary>
    public void Revoke(ProxyRevoked revoked) => _revoked.Add(revoked.Authorization);

    /// <summary>Goes on where whoever casts a ballot may: the voter, or a proxy who is named, in time, in scope and within the limit.</summary>
    public void Check(BallotCast cast, int row, bool isFirst, long micros)
    {
        var before = _handOfRow.GetValueOrDefault(row);
        Broken.Unless(cast.CastBy == 0 ? cast.Authorization == 0 : IsNamed(cast, micros) && (isFirst || before != 0), BundleFault.BallotProxy);
        if (before != 0)
        {
            _rowsOfHand[before]--;
            _handOfRow.Remove(row);
        }

        if (cast.CastBy == 0)
        {
            return;
        }

        _handOfRow[row] = cast.CastBy;
        _rowsOfHand[cast.CastBy] = _rowsOfHand.GetValueOrDefault(cast.CastBy) + 1;
        Broken.Unless(_rowsOfHand[cast.CastBy] <= MaxProxies, BundleFault.BallotProxy);
    }

    private bool IsNamed(BallotCast cast, long micros) =>
        _given.TryGetValue(cast.Authorization, out var given)
        && !_revoked.Contains(cast.Authorization)
        && given.Principal == cast.Voter
        && given.Proxy == cast.CastBy
        && given.ValidUntilMicros > micros
        && (given.Polls.Count > 0 ? given.Polls.Contains(header.Poll) : Matter.Length > 0 && given.Matters.Contains(Matter));
}
