using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Contract = Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Puts on record whose city's regulations hold here.</summary>
public sealed class ChooseCityLayer : ICommand<CommunityState, ChooseCityLayerRequest, Contract.RuleLayer>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ChooseCityLayerRequest request)
    {
        if (!context.State.Owns(request.Parent))
        {
            return Refusal.NotFound("parent");
        }

        var layer = request.Version.Length == 0
            ? RulePacks.Cities.LastOrDefault(city => city.Id == request.Id)
            : RulePackView.FindCity(request.Id, request.Version);
        if (layer is null && request.Id.Length > 0)
        {
            return new Refusal(ErrorReason.RuleLayerUnknown, "id");
        }

        if (layer == context.State.Rules.City)
        {
            return new Refusal(ErrorReason.NothingChanged, "id");
        }

        var chosen = new CityLayerChosen { ByResident = context.Me().Id };
        if (layer is not null)
        {
            (chosen.Id, chosen.Version, chosen.Hash) = (layer.Id, RulePackView.VersionOf(layer.Version), ByteString.CopyFrom(layer.Hash.Span));
        }

        return Decision.Of(new Fact { CityLayerChosen = chosen });
    }

    /// <inheritdoc/>
    public Reading<Contract.RuleLayer> Answer(QueryContext<CommunityState> context, ChooseCityLayerRequest request, IReadOnlyList<Entry> made)
    {
        var chosen = made[0].Fact.CityLayerChosen;
        return Reading.Of(RulePackView.FindCity(chosen.Id, chosen.Version) is { } layer ? RuleLayerView.Of(layer, isInForce: true) : new Contract.RuleLayer());
    }
}
