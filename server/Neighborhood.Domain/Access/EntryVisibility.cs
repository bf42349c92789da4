using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Access;

/// <summary>Who may read a fact, as <c>ledger.proto</c> declares for its kind.</summary>
public static class EntryVisibility
{
    private static readonly Dictionary<int, Visibility> ByKind = Fact.Descriptor.Oneofs[0].Fields
        .ToDictionary(field => field.FieldNumber, field => field.GetOptions().GetExtension(AnnotationsExtensions.Visibility));

    /// <summary>The class of a fact.</summary>
    public static Visibility Of(Fact fact) => ByKind[(int)fact.KindCase];

    /// <summary>The residents a fact is about; 0 stands for none.</summary>
    public static IEnumerable<long> PartiesOf(Fact fact) => fact.KindCase switch
    {
        Fact.KindOneofCase.ResidentRecorded => [fact.ResidentRecorded.Resident],
        Fact.KindOneofCase.ResidentJoined => [fact.ResidentJoined.Resident],
        Fact.KindOneofCase.ResidenceEnded => [fact.ResidenceEnded.Resident],
        Fact.KindOneofCase.ResidentErased => [fact.ResidentErased.Resident],
        Fact.KindOneofCase.EvidenceHeld => [fact.EvidenceHeld.Resident],
        Fact.KindOneofCase.EvidenceReleased => [fact.EvidenceReleased.Resident],
        Fact.KindOneofCase.InvitationIssued => [fact.InvitationIssued.Resident],
        Fact.KindOneofCase.RecoveryNoted => [fact.RecoveryNoted.Resident],
        Fact.KindOneofCase.ObjectionFiled => [fact.ObjectionFiled.Objector],
        Fact.KindOneofCase.ObjectionAnswered => [fact.ObjectionAnswered.Objector],
        Fact.KindOneofCase.BallotCast => [fact.BallotCast.Voter, fact.BallotCast.CastBy],
        Fact.KindOneofCase.ProxyAuthorized => [fact.ProxyAuthorized.Principal, fact.ProxyAuthorized.Proxy],
        Fact.KindOneofCase.ProxyRevoked => [fact.ProxyRevoked.Principal, fact.ProxyRevoked.Proxy],
        Fact.KindOneofCase.DeviceRequested => [fact.DeviceRequested.Resident],
        Fact.KindOneofCase.ProposalDrafted => [fact.ProposalDrafted.Author],
        Fact.KindOneofCase.ProposalDraftDiscarded => [fact.ProposalDraftDiscarded.Author],
        _ => [],
    };
}
