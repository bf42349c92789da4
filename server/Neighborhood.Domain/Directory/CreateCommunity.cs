using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Registers a community. The relay then founds its ledger and invites the first staff member, and <see cref="GetFounding"/> on that ledger
/// answers the request. Answers the community's id.
/// </summary>
public sealed class CreateCommunity : ICommand<DirectoryState, CreateCommunityRequest, string>
{
    /// <summary>How long the first staff member's invitation lasts.</summary>
    public const long StaffInvitationMicros = 30 * Times.DayMicros;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, CreateCommunityRequest request)
    {
        if (!Names.IsCommunityId(request.CommunityId))
        {
            return Refusal.BadField("community_id", FieldProblem.NotAnId, ("min", 3), ("max", 32));
        }

        if ((Texts.Missing(request.Title, "title") ?? Texts.Missing(request.StaffDisplayName, "staff_display_name") ?? request.Settings.Check()) is { } refusal)
        {
            return refusal;
        }

        if (context.State.Community(request.CommunityId) is not null)
        {
            return new Refusal(ErrorReason.CommunityExists, "community_id");
        }

        var (staff, commitment) = Sealed.Resident(new ResidentRecord { DisplayName = request.StaffDisplayName.Trim() }, context.Entropy);
        return Decision.Of(new Fact
        {
            CommunityRegistered = new CommunityRegistered
            {
                CommunityId = request.CommunityId,
                Title = request.Title.Trim(),
                Settings = request.Settings ?? new Settings(),
                StaffCommitment = commitment,
                InvitationExpiresMicros = context.NowMicros + StaffInvitationMicros,
                Number = context.State.Communities.Count + 1,
            },
        }).Put(DirectoryVault.StagedKey(request.CommunityId), staff);
    }

    /// <inheritdoc/>
    public Reading<string> Answer(QueryContext<DirectoryState> context, CreateCommunityRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(made[0].Fact.CommunityRegistered.CommunityId);
}
