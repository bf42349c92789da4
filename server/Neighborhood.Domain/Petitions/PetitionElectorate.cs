using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Petitions;

/// <summary>Who is counted by a petition, as the rolls of polls count them.</summary>
internal static class PetitionElectorate
{
    /// <summary>The number of all of whom a fraction is needed.</summary>
    public static long Base(ResidentsState residents, PetitionOf of) => of switch
    {
        PetitionOf.Owners => RollDraft.Of(residents, ElectorateKind.Owners).TotalHeadcount,
        PetitionOf.Residents => RollDraft.Of(residents, ElectorateKind.Residents).TotalHeadcount,
        _ => residents.Households.Values.Count(household => !household.Unsold),
    };

    /// <summary>
    /// What somebody's signature counts; null where it counts nothing. It speaks for homes, so that no owner and no household is counted twice when
    /// another of them signs too or votes for them from now on.
    /// </summary>
    /// <param name="residents">People and homes as they are now.</param>
    /// <param name="of">Who is counted.</param>
    /// <param name="me">Who signs.</param>
    /// <param name="spokenFor">Homes that a signature speaks for already.</param>
    public static PetitionSigned? SignatureOf(ResidentsState residents, PetitionOf of, ResidentInfo me, IReadOnlySet<long> spokenFor)
    {
        var signed = new PetitionSigned { Resident = me.Id, Heads = 1 };
        switch (of)
        {
            case PetitionOf.Owners:
                // All homes of the persons whom I am one of: the roll of these homes counts them as the whole roll does.
                var mine = me.Owned.Select(id => residents.Households[id]).GroupBy(RollDraft.KeyOf)
                    .Where(person => !person.Any(household => spokenFor.Contains(household.Id))).SelectMany(person => person).ToList();
                var rows = RollDraft.OfOwners(mine).Rows;
                var index = rows.Voters.IndexOf(me.Id);
                signed.Heads = index < 0 ? 0 : rows.Heads.Count == 0 ? 1 : rows.Heads[index];
                signed.Households.AddRange(mine.Where(household => household.VotingOwner == me.Id).Select(household => household.Id));
                return signed.Heads == 0 ? null : signed;
            case PetitionOf.Residents:
                return RollDraft.Belongs(me, ElectorateKind.Residents) ? signed : null;
            default:
                signed.Households.Add(me.Household);
                return me.Household != 0 && !spokenFor.Contains(me.Household) && RollDraft.Belongs(me, ElectorateKind.Residents) ? signed : null;
        }
    }

    /// <summary>The electorate as the contract names it.</summary>
    public static PetitionOf Of(PetitionBase of) => of switch
    {
        PetitionBase.Owners => PetitionOf.Owners,
        PetitionBase.Residents => PetitionOf.Residents,
        _ => PetitionOf.Households,
    };
}
