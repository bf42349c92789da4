using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;

namespace Neighborhood.Domain;

/// <summary>What most operations of a community ask of their context.</summary>
public static class CommunityContext
{
    /// <summary>Whether the name is of this community: a name of another is of nothing here.</summary>
    public static bool Owns(this CommunityState state, string name) => Names.CommunityIn(name) == state.Id;

    /// <summary>The caller as a resident. The access table let nobody else come so far.</summary>
    public static ResidentInfo Me(this QueryContext<CommunityState> context) =>
        context.State.Me(context.Caller) ?? throw new InvalidOperationException("An operation of residents was reached by somebody who is none.");

    /// <summary>Whether the caller holds any of these roles.</summary>
    public static bool Has(this QueryContext<CommunityState> context, Roles any) => (context.State.RolesOf(context.Caller) & any) != 0;
}
