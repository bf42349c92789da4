using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Compares a roll with the one that is known and, unless it is a dry run, applies it as one fact.</summary>
/// <param name="roll">The request's rows, read before.</param>
public sealed class ImportRoll(RollReading roll) : ICommand<CommunityState, ImportRollRequest, ImportRollResponse>
{
    /// <summary>Most rows of one import.</summary>
    public const int MaxRows = 12_000;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ImportRollRequest request)
    {
        if (request.Rows.Count == 0)
        {
            return Refusal.BadField("rows", FieldProblem.Required);
        }

        if (request.Rows.Count > MaxRows)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "rows", MaxRows, "rows");
        }

        return roll.BadRows.Count > 0 ? DecideBad(request) : DecideGood(context, request);
    }

    /// <inheritdoc/>
    public Reading<ImportRollResponse> Answer(QueryContext<CommunityState> context, ImportRollRequest request, IReadOnlyList<Entry> made)
    {
        if (made.Count > 0)
        {
            return Reading.Of(new ImportRollResponse
            {
                HouseholdsUnchanged = roll.Households.Count - made[0].Fact.RollImported.Households.Count,
                PreviewEtag = request.PreviewEtag,
                Applied = true,
            });
        }

        if (roll.BadRows.Count > 0)
        {
            return Reading.Of(new ImportRollResponse { BadRows = { roll.BadRows } });
        }

        var plan = RollPlan.Of(context.State, roll);
        return Reading.Of(new ImportRollResponse
        {
            Changes = { plan.Changes },
            HouseholdsUnchanged = plan.UnchangedCount,
            PreviewEtag = plan.Etag(request.Rows),
            Applied = !request.ValidateOnly,
        });
    }

    private Decision DecideBad(ImportRollRequest request) => request.ValidateOnly
        ? new Decision()
        : Refusal.With(ErrorReason.RollInvalid, "bad_rows", roll.BadRows.Count.ToString(CultureInfo.InvariantCulture), "rows");

    private Decision DecideGood(CommandContext<CommunityState> context, ImportRollRequest request)
    {
        var plan = RollPlan.Of(context.State, roll);
        if (plan.IsTooLarge)
        {
            return new Refusal(ErrorReason.LimitExceeded, "rows", Problem: FieldProblem.TooMuchAtOnce);
        }

        if (request.ValidateOnly)
        {
            return new Decision();
        }

        return request.PreviewEtag == plan.Etag(request.Rows)
            ? plan.Decide(context.Entropy)
            : new Refusal(ErrorReason.RollPreviewStale, "preview_etag");
    }
}
