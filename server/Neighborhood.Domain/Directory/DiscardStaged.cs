using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Forgets the first staff member's name once the community's ledger has it. Only the vault changes, so a repeat is harmless.
/// Answers the community's id.
/// </summary>
public sealed class DiscardStaged : ICommand<DirectoryState, CommunityRegistered, string>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, CommunityRegistered request)
    {
        var decision = new Decision();
        if (context.State.Vault.Staged(request.CommunityId) is not null)
        {
            decision.VaultErasures.Add(DirectoryVault.StagedKey(request.CommunityId));
        }

        return decision;
    }

    /// <inheritdoc/>
    public Reading<string> Answer(QueryContext<DirectoryState> context, CommunityRegistered request, IReadOnlyList<Entry> made) =>
        Reading.Of(request.CommunityId);
}
