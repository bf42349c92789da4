using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Changes title or settings; what the request leaves out stays.</summary>
public sealed class UpdateCommunity : ICommand<CommunityState, UpdateCommunityRequest, Community>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, UpdateCommunityRequest request)
    {
        var state = context.State;
        if (request.Settings.Check() is { } refusal)
        {
            return refusal;
        }

        if (request.Etag.Length > 0 && request.Etag != CommunityView.EtagOf(state))
        {
            return new Refusal(ErrorReason.EtagMismatch, "etag");
        }

        var title = string.IsNullOrWhiteSpace(request.Title) ? state.Title : request.Title.Trim();
        var settings = request.Settings ?? state.Settings;
        if (title == state.Title && settings.Equals(state.Settings))
        {
            return new Refusal(ErrorReason.NothingChanged);
        }

        return Decision.Of(new Fact { CommunityUpdated = new CommunityUpdated { Title = title, Settings = settings } });
    }

    /// <inheritdoc/>
    public Reading<Community> Answer(QueryContext<CommunityState> context, UpdateCommunityRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(CommunityView.Of(context.State));
}
