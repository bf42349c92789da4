using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class ProposalTests : IDisposable
{
    private static readonly Proposal Draft = new()
    {
        Name = "communities/x/proposals/3",
        Title = "装充电桩",
        Request = "装十个",
        Place = "地库",
        Text = "车多了",
        Category = Category.Charging,
        CostFen = 100,
        Etag = "4",
    };

    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task An_edit_changes_what_is_named_and_keeps_the_rest_under_the_version_that_was_read()
    {
        UpdateProposalRequest? sent = null;
        _prompt.Server.On<GetProposalRequest>("Proposals/GetProposal", _ => Draft);
        _prompt.Server.On<UpdateProposalRequest>("Proposals/UpdateProposal", request =>
        {
            sent = request;
            return Draft;
        });

        Assert.Equal(0, await _prompt.RunAsync("proposals", "edit", "3", "--community", "x", "--title", "装二十个充电桩", "--cost-yuan", "2.5"));

        sent!.RequestId = "";
        var expected = new UpdateProposalRequest
        {
            Name = Draft.Name,
            Title = "装二十个充电桩",
            Request = Draft.Request,
            Place = Draft.Place,
            Text = Draft.Text,
            Category = Draft.Category,
            CostFen = 250,
            Etag = "4",
        };
        Assert.Equal(expected, sent);
    }

    [Fact]
    public async Task The_versions_of_a_proposal_are_listed()
    {
        _prompt.Server.On<ListProposalRevisionsRequest>("Proposals/ListProposalRevisions", request => new ListProposalRevisionsResponse
        {
            Revisions = { new ProposalRevision { Revision = 1, Title = request.Name, Category = Category.Charging } },
        });

        Assert.Equal(0, await _prompt.RunAsync("proposals", "history", "3", "--community", "x"));
        Assert.Contains("communities/x/proposals/3", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task My_right_in_a_poll_is_told_with_its_reason()
    {
        _prompt.Server.On<GetMyEntitlementRequest>(
            "Polls/GetMyEntitlement", _ => new Entitlement { Reason = Entitlement.Types.Reason.AnotherOwnerVotes });

        Assert.Equal(0, await _prompt.RunAsync("polls", "entitlement", "41", "--community", "x"));
        Assert.Contains(Neighborhood.Terminal.Text.Words.Chinese.Of(Entitlement.Types.Reason.AnotherOwnerVotes), _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_looked_up_by_its_code()
    {
        _prompt.Server.On<LookUpInvitationRequest>(
            "Identity/LookUpInvitation", request => new InvitationOffer { CommunityTitle = "绿苑里", DisplayName = request.Code });

        Assert.Equal(0, await _prompt.RunAsync("invitations", "look-up", "ABCD-EFGH"));
        Assert.Contains("绿苑里", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("ABCD-EFGH", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_to_me_are_listed()
    {
        _prompt.Server.On<ListRepliesRequest>("Discussions/ListReplies", request => new ListRepliesResponse
        {
            Posts = { new Post { Name = request.Parent + "/topics/1/posts/2", Text = "同意" } },
        });

        Assert.Equal(0, await _prompt.RunAsync("posts", "replies", "--community", "x"));
        Assert.Contains("communities/x/topics/1/posts/2", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_that_are_named_are_set_and_the_others_stay()
    {
        UpdateCommunityRequest? sent = null;
        _prompt.Server.On<GetCommunityRequest>(
            "Communities/GetCommunity", request => new Community { Name = request.Name, Settings = new() { PostsPerHour = 9, EditsPerHour = 8 } });
        _prompt.Server.On<UpdateCommunityRequest>("Communities/UpdateCommunity", request =>
        {
            sent = request;
            return new Community { Name = request.Name, Settings = request.Settings };
        });

        Assert.Equal(0, await _prompt.RunAsync("communities", "set", "--community", "x", "--proposals-per-hour", "2", "--edits-per-hour", "0"));

        Assert.Equal(new Settings { PostsPerHour = 9, ProposalsPerHour = 2 }, sent!.Settings);
    }
}
