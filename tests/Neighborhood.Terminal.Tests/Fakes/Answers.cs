using Neighborhood.V1;
using Enum = System.Enum;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>What the server in memory answers unless a test says otherwise.</summary>
public static class Answers
{
    public static void Everything(FakeCalls calls)
    {
        People(calls);
        Talk(calls);
        Proposals(calls);
        Polls(calls);
        Renovation(calls);
        Channels.Everything(calls);
        calls.On((GetServerStatusRequest _) => new ServerStatus
        {
            Version = "0.1.0",
            StartTime = Sample.At(-1000),
            FreeSpaceBytes = 123_456_789_000,
            ReadOnly = true,
            ClockConfirmationNeeded = true,
            LedgerCount = 4,
            ActiveLedgerCount = 3,
            FailedLedgers = { Sample.Community },
            PendingCommandCount = 5,
            SegmentCount = 1234,
            SyncCount = 2468,
            WatcherCount = 7,
            SessionCount = 9,
            VerifierKey = Sample.Ballot.Receipt.Head.VerifierKey,
            Cosigning = new CosigningStatus
            {
                WitnessKey = "witness.example+00000000+AAAA",
                CosignedCount = 12,
                FailureCount = 3,
                LastFailure = CosignFailure.CosignInconsistent,
                Ledgers = { new CosignedLedger { Ledger = Sample.Community, Size = 40, CosignedSize = 31, Failure = CosignFailure.CosignInconsistent } },
            },
            Witness = new WitnessStatus { Key = "here+00000000+AAAA", OriginCount = 2, ForkedOrigins = { "other/communities/bbb" } },
        });
    }

    private static void People(FakeCalls calls) => calls
        .On((SignInRequest _) => new Session())
        .On((RedeemInvitationRequest _) => new Session())
        .On((SignOutRequest _) => new SignOutResponse())
        .On((GetMeRequest _) => Sample.Somebody())
        .On((LookUpInvitationRequest _) => new InvitationOffer { CommunityTitle = "翠苑一区", DisplayName = "王小明", ExpiresAt = Sample.At(300) })
        .On((ExportMyDataRequest _) => new ExportMyDataResponse { Json = "{ \"displayName\": \"王小明\" }" })
        .On((ListCommunitiesRequest _) => new ListCommunitiesResponse
        {
            Communities = { new Community { Name = Sample.Community, Title = "翠苑一区",
            HouseholdCount = 9, ResidentCount = 12 } }
        })
        .On((GetCommunityRequest _) => Sample.CommunityOfAll)
        .On((UpdateCommunityRequest _) => Sample.CommunityOfAll)
        .On((ImportRollRequest request) => Sample.Import(request))
        .On((ListHouseholdsRequest _) => new ListHouseholdsResponse { Households = { Sample.Household(1), Sample.Household(2), Sample.Household(3) } })
        .On((GetHouseholdRequest _) => Sample.Household(2))
        .On((ListResidentsRequest _) => new ListResidentsResponse { Residents = { Sample.Resident(7, joined: true), Sample.Resident(8) } })
        .On((GetResidentRequest request) => Sample.Resident(8))
        .On((ListInvitationsRequest _) => new ListInvitationsResponse
        {
            Invitations = { Enum.GetValues<Invitation.Types.State>().Skip(1).Select((state, index) => Sample.Invitation(state, index + 10)) },
        })
        .On((InviteResidentsRequest request) => new InviteResidentsResponse
        {
            Invitations = { request.Residents.Select((_, index) => new IssuedInvitation { Code = $"ABCD-EFGH-JKLM-NP{index:00}",
                Invitation = Sample.Invitation(Invitation.Types.State.Open, index + 10) }) },
        });

    private static void Talk(FakeCalls calls) => calls
        .On((ListTopicsRequest _) => new ListTopicsResponse { Topics = { Sample.Topic(), Sample.Topic(Topic.Types.State.Closed) } })
        .On((GetTopicRequest _) => Sample.Topic())
        .On((ListPostsRequest _) =>
            new ListPostsResponse { Posts = { Sample.Post(1, 2), Sample.Post(2, 7, replyTo: 1), Sample.Post(3, 4), Sample.Post(4, 5, replyTo: 2) } })
        .On((ListRepliesRequest _) => new ListRepliesResponse { Posts = { Sample.Post(2, 5, replyTo: 1) } })
        .On((MarkTopicReadRequest _) => new MarkTopicReadResponse())
        .On((CreatePostRequest _) => Sample.Post(3, 7))
        .On((ListPostRevisionsRequest _) => new ListPostRevisionsResponse
        {
            Revisions = { new Revision { Revision_ = 1, Text = Sample.LongText, Time = Sample.At(-9) }, new Revision { Revision_ = 2, Time = Sample.At(-8) } },
        })
        .On((ListReportsRequest _) => new ListReportsResponse
        {
            Reports = { new Report { Post = Sample.Post(1, 2), Reporter = Sample.Person("欧阳建国", 2),
            Reason = Sample.LongText, Time = Sample.At(-5) } }
        });

    private static void Proposals(FakeCalls calls) => calls
        .On((ListProposalsRequest _) => new ListProposalsResponse
        {
            Proposals = { Enum.GetValues<Proposal.Types.State>().Skip(1)
            .Select(state => Named(Sample.Proposal(state), state)) }
        })
        .On((GetProposalRequest _) => Sample.Proposal())
        .On((EndorseProposalRequest _) => Sample.Proposal())
        .On((ListProposalRevisionsRequest _) => new ListProposalRevisionsResponse
        {
            Revisions =
            {
                new ProposalRevision
                {
                    Revision = 1, Title = Sample.LongText, Request = Sample.LongText, Category = Category.Parking, Time = Sample.At(-50),
                },
            },
        });

    private static void Renovation(FakeCalls calls) => calls
        .On((ListMenusRequest _) => new ListMenusResponse { Menus = { Sample.Menu } })
        .On((GetMenuRequest _) => Sample.Menu)
        .On((GetItemRequest request) => Sample.Menu.Items.First(item => item.Name == request.Name))
        .On((ListSharesRequest _) => new ListSharesResponse { Shares = { Sample.Share(1), Sample.Share(2, unsold: true) } });

    private static void Polls(FakeCalls calls) => calls
        .On((ListPollsRequest request) => new ListPollsResponse
        {
            Polls =
            {
                Enum.GetValues<Poll.Types.State>().Skip(1)
                    .Where(state => request.State is 0 || request.State == state)
                    .Select(state => Named(Sample.Poll(state), state)),
            },
        })
        .On((GetPollRequest _) => Sample.Poll())
        .On((GetMyEntitlementRequest _) => new Entitlement { Entitled = true, AreaCm2 = 895_000 })
        .On((CastBallotRequest _) => new CastBallotResponse { Name = Sample.Ballot.Name, Receipt = Sample.Ballot.Receipt })
        .On((GetMyBallotRequest _) => Sample.Ballot)
        .On((ListRulePacksRequest _) => new ListRulePacksResponse { RulePacks = { Sample.OwnersSpecial } })
        .On((ListOpeningsRequest _) => new ListOpeningsResponse
        {
            Openings = { Sample.Opening(1, "yes"), Sample.Opening(4, "abstain") },
            Voters = { Sample.Person("王小明", 7), Sample.Person("欧阳建国建国建国建国建国", 1234) },
        })
        .On((GetEffectiveRuleRequest _) => Sample.Rule)
        .On((ListRollRequest _) => new ListRollResponse
        {
            Entries =
            {
                new RollEntry { Voter = Sample.Me, AreaCm2 = 895_000, Voted = true },
                new RollEntry { Voter = Sample.Community + "/residents/9", AreaCm2 = 1_000_000 },
            },
        })
        .On((ListDevicesRequest _) => new ListDevicesResponse
        {
            Devices =
            {
                Enum.GetValues<Device.Types.State>().Select(state => new Device
                {
                    Name = $"{Sample.Community}/residents/1/devices/{(int)state + 1}",
                    PublicKey = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
                    State = state,
                    RegisterTime = Sample.At(-60),
                    ActiveFrom = state == Device.Types.State.Waiting ? null : Sample.At(60),
                    Recovered = state == Device.Types.State.OnHold,
                }),
            },
        })
        .On((ListObjectionsRequest _) => new ListObjectionsResponse
        {
            Objections =
            {
                new Objection { Name = Sample.Community + "/polls/1/objections/1", Objector = Sample.Person("王小明", 7), Text = Sample.LongText,
                    Time = Sample.At(-3) },
                new Objection
                {
                    Name = Sample.Community + "/polls/1/objections/2", Objector = Sample.Person("邻居", 8), Text = Sample.LongText, Time = Sample.At(-3),
                    Answered = true, Accepted = true, Answer = Sample.LongText,
                },
            },
        });

    private static Proposal Named(Proposal proposal, Proposal.Types.State state)
    {
        proposal.Name = $"{Sample.Community}/proposals/{(int)state}";
        return proposal;
    }

    private static Poll Named(Poll poll, Poll.Types.State state)
    {
        poll.Name = $"{Sample.Community}/polls/{(int)state}";
        return poll;
    }
}
