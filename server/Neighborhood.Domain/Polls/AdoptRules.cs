using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Contract = Neighborhood.V1;
using RuleLayer = Neighborhood.Rules.Statutes.RuleLayer;

namespace Neighborhood.Domain.Polls;

/// <summary>Puts on record that the neighbourhood adopted its own rules of procedure. They may ask for more than the law, never for less.</summary>
public sealed class AdoptRules : ICommand<CommunityState, AdoptRulesRequest, Contract.RuleLayer>
{
    private const string Matter = "rules-of-procedure";

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AdoptRulesRequest request)
    {
        if (!context.State.Owns(request.Parent))
        {
            return Refusal.NotFound("parent");
        }

        var document = request.Document.Trim();
        if (request.Poll.Length == 0 && document.Length == 0)
        {
            return Refusal.BadField("document", FieldProblem.NoPollAndNoDocument);
        }

        if (LayerRefused(context, request.Layer) is { } unfit)
        {
            return unfit;
        }

        return PollRefused(context.State, request.Poll) is { } undecided ? undecided : Decision.Of(new Fact
        {
            RulesAdopted = new()
            {
                Layer = request.Layer,
                Hash = ByteString.CopyFrom(RuleLayer.Parse(request.Layer.Span).Hash.Span),
                Poll = Names.IdIn(request.Poll, "polls"),
                Document = document,
                RecordedBy = context.Me().Id,
            },
        });
    }

    /// <inheritdoc/>
    public Reading<Contract.RuleLayer> Answer(QueryContext<CommunityState> context, AdoptRulesRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(RuleLayerView.Of(
            context.State, context.State.Rules.Adopted.Last(adopted => adopted.Fact.Equals(made[0].Fact.RulesAdopted)), context.NowMicros));

    private static Refusal? LayerRefused(CommandContext<CommunityState> context, ByteString json)
    {
        RuleLayer layer;
        try
        {
            layer = RuleLayer.Parse(json.Span);
        }
        catch (FormatException fault)
        {
            return Refusal.BadField("layer", FieldProblem.NotARuleLayer, ("detail", fault.Message));
        }

        if (layer.Level != LayerLevel.Community)
        {
            return Refusal.BadField("layer", FieldProblem.NotARuleLayer, ("detail", "level: COMMUNITY"));
        }

        var rules = context.State.Rules;
        if (rules.Adopted is [.., var last] && last.Fact.Layer.Equals(json))
        {
            return new Refusal(ErrorReason.NothingChanged, "layer");
        }

        return rules.Refusals(layer, RuleBook.Today(context.NowMicros)).FirstOrDefault() is { } refused ? Refused(refused) : null;
    }

    private static Refusal Refused(LayerRefusal refused) => new(
        ErrorReason.RuleLayerRefused,
        "layer",
        new Dictionary<string, string>
        {
            ["pack"] = refused.Pack,
            ["field"] = refused.Field,
            ["fault"] = refused.Fault.ToString(),
        },
        Problem: refused.Fault switch
        {
            LayerFault.Unknown => FieldProblem.LayerUnknown,
            LayerFault.NotPermitted => FieldProblem.LayerNotPermitted,
            LayerFault.Weaker => FieldProblem.LayerWeaker,
            _ => FieldProblem.LayerUnsound,
        });

    private static Refusal? PollRefused(CommunityState state, string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        if (state.Poll(name) is not { } poll || poll.Announced.Matter != Matter)
        {
            return Refusal.NotFound("poll");
        }

        return poll is { State: Poll.Types.State.Decided, Result.Passed: true } && poll.Result.Outcomes.All(outcome => outcome.Passed)
            ? null
            : Refusal.With(ErrorReason.WrongState, "state", poll.State, "poll");
    }
}
