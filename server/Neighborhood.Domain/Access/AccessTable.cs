using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Access;

/// <summary>The roles of one person, as a set.</summary>
[Flags]
public enum Roles
{
    /// <summary>None: an outsider.</summary>
    None = 0,

    /// <summary>Lives in a household or owns one, or joined with no other role.</summary>
    Resident = 1 << 0,

    /// <summary>Owns a household on the roll.</summary>
    Owner = 1 << 1,

    /// <summary>Holds a seat in the council.</summary>
    CouncilMember = 1 << 2,

    /// <summary>Chairs topics.</summary>
    Host = 1 << 3,

    /// <summary>Hides and restores posts.</summary>
    Moderator = 1 << 4,

    /// <summary>Community worker.</summary>
    Staff = 1 << 5,

    /// <summary>Contact cadre.</summary>
    ContactCadre = 1 << 6,

    /// <summary>Handling unit.</summary>
    HandlingUnit = 1 << 7,

    /// <summary>Reads, and does nothing else.</summary>
    Observer = 1 << 8,

    /// <summary>The account runs the server.</summary>
    Operator = 1 << 9,

    /// <summary>Any session at all, in whatever community.</summary>
    SignedIn = 1 << 10,

    /// <summary>Needs no session.</summary>
    Anyone = 1 << 11,

    /// <summary>Everybody who takes part in talk.</summary>
    Participants = Resident | Owner | CouncilMember | Host | Moderator | Staff | ContactCadre | HandlingUnit,

    /// <summary>Everybody of the community.</summary>
    Members = Participants | Observer,
}

/// <summary>
/// Which role may call which rpc: the one table. What depends on more than the role (authorship, the roll of a poll) is decided by the
/// operation. A test walks every rpc × every role, and fails on an rpc that has no row.
/// </summary>
public static class AccessTable
{
    private const Roles Managers = Roles.Staff;
    private const Roles Moderators = Roles.Moderator | Roles.Staff;

    /// <summary>Full rpc name (service and method) to the roles that may call it.</summary>
    public static IReadOnlyDictionary<string, Roles> Rows { get; } = new Dictionary<string, Roles>
    {
        ["Identity.BootstrapOperator"] = Roles.Anyone,
        ["Identity.LookUpInvitation"] = Roles.Anyone,
        ["Identity.RedeemInvitation"] = Roles.Anyone,
        ["Identity.SignIn"] = Roles.Anyone,
        ["Identity.RefreshSession"] = Roles.Anyone,
        ["Identity.CompleteRecovery"] = Roles.Anyone,
        ["Identity.SignOut"] = Roles.SignedIn,
        ["Identity.GetMe"] = Roles.SignedIn,
        ["Identity.ChangePassword"] = Roles.SignedIn,
        ["Identity.ExportMyData"] = Roles.SignedIn,
        ["Identity.EraseAccount"] = Roles.SignedIn,

        ["Communities.CreateCommunity"] = Roles.Operator,
        ["Communities.GetCommunity"] = Roles.Members | Roles.Operator,
        ["Communities.ListCommunities"] = Roles.SignedIn,
        ["Communities.UpdateCommunity"] = Managers,
        ["Communities.ImportRoll"] = Managers,
        ["Communities.GetHousehold"] = Roles.Members,
        ["Communities.ListHouseholds"] = Managers | Roles.ContactCadre,
        ["Communities.NameVotingOwner"] = Managers,
        ["Communities.CreateResident"] = Managers,
        ["Communities.GetResident"] = Roles.Members,
        ["Communities.ListResidents"] = Managers | Roles.ContactCadre,
        ["Communities.EndResidence"] = Managers,
        ["Communities.EraseResident"] = Roles.Members,
        ["Communities.InviteResidents"] = Managers,
        ["Communities.ListInvitations"] = Managers,
        ["Communities.RevokeInvitation"] = Managers,
        ["Communities.GrantRole"] = Managers,
        ["Communities.RevokeRole"] = Managers,
        ["Communities.AppointStaff"] = Roles.Operator,
        ["Communities.StartRecovery"] = Managers | Roles.Operator,

        ["Discussions.CreateTopic"] = Roles.Participants,
        ["Discussions.GetTopic"] = Roles.Members,
        ["Discussions.ListTopics"] = Roles.Members,
        ["Discussions.SummarizeTopic"] = Roles.Participants,
        ["Discussions.CloseTopic"] = Roles.Participants,
        ["Discussions.ReopenTopic"] = Roles.Participants,
        ["Discussions.PinTopic"] = Roles.Host | Moderators,
        ["Discussions.CreatePost"] = Roles.Participants,
        ["Discussions.GetPost"] = Roles.Members,
        ["Discussions.ListPosts"] = Roles.Members,
        ["Discussions.ListReplies"] = Roles.Members,
        ["Discussions.UpdatePost"] = Roles.Participants,
        ["Discussions.ListPostRevisions"] = Roles.Members,
        ["Discussions.RedactPost"] = Roles.Participants,
        ["Discussions.ReportPost"] = Roles.Participants,
        ["Discussions.ListReports"] = Moderators,
        ["Discussions.HidePost"] = Moderators,
        ["Discussions.RestorePost"] = Moderators,
        ["Discussions.DismissReports"] = Moderators,
        ["Discussions.MarkTopicRead"] = Roles.Members,

        ["Proposals.CreateProposal"] = Roles.Participants,
        ["Proposals.GetProposal"] = Roles.Members,
        ["Proposals.ListProposals"] = Roles.Members,
        ["Proposals.UpdateProposal"] = Roles.Participants,
        ["Proposals.ListProposalRevisions"] = Roles.Members,
        ["Proposals.ClarifyProposal"] = Roles.Participants,
        ["Proposals.PublishProposal"] = Roles.Participants,
        ["Proposals.EndorseProposal"] = Roles.Resident | Roles.Owner,
        ["Proposals.WithdrawEndorsement"] = Roles.Resident | Roles.Owner,
        ["Proposals.TableProposal"] = Roles.CouncilMember | Roles.Staff,
        ["Proposals.WithdrawProposal"] = Roles.Participants,

        ["Polls.ListRulePacks"] = Roles.Members,
        ["Polls.GetEffectiveRule"] = Roles.Members,
        ["Polls.ListRuleLayers"] = Roles.Members,
        ["Polls.ChooseCityLayer"] = Managers,
        ["Polls.AdoptRules"] = Managers,
        // Owners and residents on a petition of theirs that is overdue.
        ["Polls.AnnouncePoll"] = Roles.CouncilMember | Roles.Staff | Roles.Resident | Roles.Owner,
        ["Polls.GetPoll"] = Roles.Members,
        ["Polls.GetWithheldResult"] = Roles.Members,
        ["Polls.ListPolls"] = Roles.Members,
        ["Polls.CancelPoll"] = Managers,
        ["Polls.ExtendPoll"] = Managers,
        ["Polls.VoidPoll"] = Managers,
        ["Polls.ExtendEvidence"] = Managers,
        ["Polls.RecordNotice"] = Managers,
        ["Polls.GetMyEntitlement"] = Roles.Members,
        ["Polls.ListRoll"] = Roles.Members,
        ["Polls.FileObjection"] = Roles.Participants,
        ["Polls.ListObjections"] = Roles.Members,
        ["Polls.AnswerObjection"] = Managers,
        ["Polls.CastBallot"] = Roles.Resident | Roles.Owner | Roles.CouncilMember,
        ["Polls.GetMyBallot"] = Roles.Members,
        ["Polls.ListOpenings"] = Roles.Members,
        ["Polls.NameScrutineer"] = Managers,
        ["Polls.RemoveScrutineer"] = Managers,
        ["Polls.ExportPoll"] = Roles.Members,

        ["Devices.RegisterDevice"] = Roles.Members,
        ["Devices.ListDevices"] = Roles.Members,
        ["Devices.ApproveDevice"] = Roles.Members,
        ["Devices.RevokeDevice"] = Roles.Members,

        ["Proxies.AuthorizeProxy"] = Roles.Resident | Roles.Owner | Roles.CouncilMember | Roles.Staff,
        ["Proxies.ListProxies"] = Roles.Members,
        ["Proxies.RevokeProxy"] = Roles.Members,

        ["Petitions.OpenPetition"] = Roles.Resident | Roles.Owner,
        ["Petitions.SignPetition"] = Roles.Resident | Roles.Owner,
        ["Petitions.WithdrawSignature"] = Roles.Resident | Roles.Owner,
        ["Petitions.RedactPetition"] = Roles.Participants,
        ["Petitions.GetPetition"] = Roles.Members,
        ["Petitions.ListPetitions"] = Roles.Members,

        ["Renovation.CreateMenu"] = Managers,
        ["Renovation.UpdateMenu"] = Managers,
        ["Renovation.PublishMenu"] = Managers,
        ["Renovation.GetMenu"] = Roles.Members,
        ["Renovation.ListMenus"] = Roles.Members,
        ["Renovation.GetItem"] = Roles.Members,
        ["Renovation.AnnounceItem"] = Managers,
        ["Renovation.PutItemToVote"] = Managers,
        ["Renovation.PutItemsToBudget"] = Managers,
        ["Renovation.RecordProgress"] = Managers,
        ["Renovation.WithdrawItem"] = Managers,
        ["Renovation.ListShares"] = Managers | Roles.ContactCadre,

        ["Papers.IssuePapers"] = Managers,
        ["Papers.ListPapers"] = Managers | Roles.ContactCadre,
        ["Papers.ReturnPapers"] = Managers,
        ["Papers.SpoilPaper"] = Managers,
        ["Papers.EnterPaper"] = Managers,
        ["Papers.VoidPaperEntry"] = Managers,
        ["Papers.GetPaperCount"] = Roles.Members,

        ["Audit.GetTreeHead"] = Roles.Members,
        ["Audit.ListEntries"] = Roles.Members,
        ["Audit.GetInclusionProof"] = Roles.Members,
        ["Audit.GetConsistencyProof"] = Roles.Members,
        ["Audit.GetReceipt"] = Roles.Members,
        ["Audit.Watch"] = Roles.Members,

        ["Operations.GetServerStatus"] = Roles.Operator,
        ["Operations.ConfirmClock"] = Roles.Operator,
        ["Operations.CreateBackup"] = Roles.Operator,
    };

    /// <summary>Whether somebody with these roles may call the rpc. Whoever has no role in a community learns nothing of it.</summary>
    public static Refusal? Check(string rpc, Roles roles)
    {
        if ((Rows[rpc] & roles) != 0)
        {
            return null;
        }

        return (roles & Roles.Members) == 0 ? Refusal.NotFound("name") : Refusal.With(ErrorReason.RoleRequired, "roles", Rows[rpc]);
    }

    /// <summary>The roles an enum value of the contract stands for.</summary>
    public static Roles Of(Role role) => role == Role.Unspecified ? Roles.None : (Roles)(1 << ((int)role - 1));
}
