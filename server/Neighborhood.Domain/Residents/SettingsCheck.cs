using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>Which settings a community may give itself.</summary>
internal static class SettingsCheck
{
    private const int MaxPerHour = 1_000;
    private const int WholeBasisPoints = 10_000;
    private const int MaxHouseholds = 1_000_000;

    public static Refusal? Check(this Settings? settings) => settings is null ? null
        : OutOf(settings.EndorsingHouseholds, MaxHouseholds, "settings.endorsing_households")
        ?? OutOf(settings.EndorsingShareBasisPoints, WholeBasisPoints, "settings.endorsing_share_basis_points")
        ?? OutOf(settings.TopicsPerHour, MaxPerHour, "settings.topics_per_hour")
        ?? OutOf(settings.PostsPerHour, MaxPerHour, "settings.posts_per_hour")
        ?? OutOf(settings.ProposalsPerHour, MaxPerHour, "settings.proposals_per_hour")
        ?? OutOf(settings.EditsPerHour, MaxPerHour, "settings.edits_per_hour");

    private static Refusal? OutOf(int value, int maximum, string field) =>
        value < 0 || value > maximum ? Refusal.BadField(field, FieldProblem.OutOfRange, ("min", 0), ("max", maximum)) : null;
}
