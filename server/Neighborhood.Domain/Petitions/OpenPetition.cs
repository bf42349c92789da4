using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>Opens a petition under the rule that governs its matter now, and signs it.</summary>
public sealed class OpenPetition : ICommand<CommunityState, OpenPetitionRequest, Petition>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, OpenPetitionRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (Says.Something("question", request.Question) is { } blank)
        {
            return blank;
        }

        if (context.State.Rules.Effective(request.Matter, context.NowMicros) is not { } rule)
        {
            return new Refusal(ErrorReason.MatterUnknown, "matter");
        }

        var granted = rule.Petitions.FirstOrDefault(granted => request.Of is PetitionOf.Unspecified || request.Of == PetitionElectorate.Of(granted.Of));
        if (granted is null)
        {
            return new Refusal(ErrorReason.PetitionNotProvided, rule.Petitions.Count == 0 ? "matter" : "of");
        }

        return TooMany(context) is { } tooMany ? tooMany : Opened(context, request, granted);
    }

    /// <inheritdoc/>
    public Reading<Petition> Answer(QueryContext<CommunityState> context, OpenPetitionRequest request, IReadOnlyList<Entry> made) =>
        PetitionView.Of(context, context.State.Petitions.Find(made[0].Sequence)!);

    private static Refusal? TooMany(CommandContext<CommunityState> context)
    {
        var open = context.State.Petitions.All.Values.Where(petition => petition.State == State.Open).ToList();
        if (open.Count >= PetitionLimits.OpenCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PetitionLimits.OpenCount);
        }

        var me = context.Me().Id;
        return open.Count(petition => petition.Opened.ByResident == me) < PetitionLimits.PerPersonCount
            ? null
            : Refusal.With(ErrorReason.LimitExceeded, "limit", PetitionLimits.PerPersonCount);
    }

    private static Decision Opened(CommandContext<CommunityState> context, OpenPetitionRequest request, PetitionRule granted)
    {
        var (reasons, words) = context.Commit(new WrittenText { Text = request.Reasons });
        var of = PetitionElectorate.Of(granted.Of);
        var all = PetitionElectorate.Base(context.State.Residents, of);
        var opened = new PetitionOpened
        {
            ByResident = context.Me().Id,
            Question = request.Question.Trim(),
            Reasons = reasons,
            Matter = request.Matter,
            Of = of,
            Numerator = granted.Numerator,
            Denominator = granted.Denominator,
            Base = all,
            Needed = ((all * granted.Numerator) + granted.Denominator - 1) / granted.Denominator,
            ExpiresMicros = context.NowMicros + PetitionLimits.CollectingMicros,
            ConveneDays = granted.ConveneDays,
            ArticleZh = granted.Article.Zh,
            ArticleEn = granted.Article.En,
        };
        var signing = PetitionSigning.Sign(context, new PetitionInfo(context.NextSequence, context.NowMicros, opened));
        if (signing.Refusal is { } refused)
        {
            return refused;
        }

        var decision = Decision.Of(new Fact { PetitionOpened = opened }, words);
        signing.Facts.ForEach(one => decision.Add(one.Fact));
        return decision;
    }
}
