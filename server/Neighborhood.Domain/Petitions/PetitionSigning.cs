using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Petitions;

/// <summary>One signature more, and what follows where it is the last that was needed.</summary>
internal static class PetitionSigning
{
    /// <summary>The caller's signature under a petition, which may be one that the same decision opens.</summary>
    public static Decision Sign(CommandContext<CommunityState> context, PetitionInfo petition)
    {
        var me = context.Me();
        if (context.NowMicros < me.VotingHoldUntilMicros)
        {
            return Refusal.With(
                ErrorReason.AccountOnHold, "until", me.VotingHoldUntilMicros, retryAfterMicros: me.VotingHoldUntilMicros - context.NowMicros);
        }

        var (residents, of) = (context.State.Residents, petition.Opened.Of);
        if (PetitionElectorate.SignatureOf(residents, of, me, new HashSet<long>()) is null)
        {
            return new Refusal(ErrorReason.NotEntitledToSign);
        }

        var spokenFor = petition.Signatures.Values.SelectMany(other => other.Households).ToHashSet();
        if (petition.Signatures.ContainsKey(me.Id) || PetitionElectorate.SignatureOf(residents, of, me, spokenFor) is not { } signed)
        {
            return new Refusal(ErrorReason.AlreadySigned);
        }

        signed.Petition = petition.Id;
        var decision = Decision.Of(new Fact { PetitionSigned = signed });
        var have = petition.Have + signed.Heads;
        return have < petition.Opened.Needed ? decision : decision.Add(new Fact
        {
            PetitionReached = new()
            {
                Petition = petition.Id,
                Needed = petition.Opened.Needed,
                Have = have,
                ConveneUntilMicros = context.NowMicros + (petition.Opened.ConveneDays * Times.DayMicros),
            },
        });
    }
}
