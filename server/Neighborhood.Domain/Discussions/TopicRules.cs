using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>Who leads a topic.</summary>
public static class TopicRules
{
    private const Roles Leaders = Roles.Host | Roles.Moderator | Roles.Staff;

    /// <summary>A refusal for whoever is neither the topic's host nor a 主持人, moderator or staff.</summary>
    public static Refusal? MustLead(QueryContext<CommunityState> context, TopicInfo topic) =>
        topic.Host == context.Me().Id || context.Has(Leaders) ? null : Refusal.With(ErrorReason.RoleRequired, "roles", Leaders);
}
