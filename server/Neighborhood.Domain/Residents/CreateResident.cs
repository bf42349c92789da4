using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Records a person who is no owner on the roll.</summary>
public sealed class CreateResident : ICommand<CommunityState, CreateResidentRequest, Resident>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CreateResidentRequest request)
    {
        var state = context.State;
        if (Texts.Missing(request.DisplayName, "display_name") is { } refusal)
        {
            return refusal;
        }

        var household = state.HouseholdNamed(request.Household);
        if (request.Household.Length > 0 && household is null)
        {
            return Refusal.NotFound("household");
        }

        var id = state.Residents.NextResident;
        var (record, commitment) = Sealed.Resident(
            new ResidentRecord { DisplayName = request.DisplayName.Trim(), Phone = request.Phone.Trim() }, context.Entropy);
        return Decision.Of(new Fact
        {
            ResidentRecorded = new ResidentRecorded { Resident = id, Household = household?.Id ?? 0, Commitment = commitment },
        }).Put(CommunityVault.ResidentKey(id), record);
    }

    /// <inheritdoc/>
    public Reading<Resident> Answer(QueryContext<CommunityState> context, CreateResidentRequest request, IReadOnlyList<Entry> made) =>
        ResidentView.Reading(context, made[0].Fact.ResidentRecorded.Resident);
}
