using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The communities one may go to; an operator founds new ones here.</summary>
public sealed class CommunitiesPresenter(Workspace workspace) : ListPresenter<Community, string>(workspace, "")
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "communities_go", Go, WhenNothingSelected ?? When(MembershipOf(Selected!) is null, "disabled_not_member")),
        .. Visitor.IsOperator ? [new Command("n", "communities_new", New)] : ImmutableArray<Command>.Empty,
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        foreach (var community in State.Items)
        {
            var isHere = community.Name == Visitor.Community;
            page.Add(TableRow.Of(
                width, new Cell(isHere ? "●" : "", 1, Tone.Good), new Cell(community.Title, 0, MembershipOf(community.Name) is null ? Tone.Muted : Tone.Normal),
                new Cell(words.Say("communities_households", community.HouseholdCount), 14, Tone.Muted, IsRight: true),
                new Cell(words.Say("communities_residents", community.ResidentCount), 14, Tone.Muted, IsRight: true)).At(community.Name));
        }

        ListText.End(page, State, words);
        return page.Page(words["home_communities"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Community item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Community>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Communities.ListCommunitiesAsync(
            new ListCommunitiesRequest { PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Community>(read.Communities, read.NextPageToken);
    }

    private Membership? MembershipOf(string community) => Visitor.Me?.Memberships.FirstOrDefault(membership => membership.Community == community);

    private void Go()
    {
        Workspace.Welcome(Visitor with { Membership = MembershipOf(Selected!) });
        Navigator.StartWith(new HomePresenter(Workspace));
    }

    private void New() => Navigator.Open(new FormPresenter(Workspace, "communities_new",
        [
            new Field("community_id", "field_community_id") { IsRequired = true, MaxLength = 32, Hint = "hint_community_id", Check = CheckId },
            new Field("title", "field_community_title") { IsRequired = true, MaxLength = 60 },
            new Field("staff_display_name", "field_staff_display_name") { IsRequired = true, MaxLength = 40 },
        ],
        async (form, cancellation) =>
        {
            var request = new CreateCommunityRequest
            {
                CommunityId = form["community_id"],
                Title = form["title"],
                StaffDisplayName = form["staff_display_name"]
            };
            var made = await Server.Communities.CreateCommunityAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            var invitation = made.StaffInvitation;
            return () =>
            {
                Navigator.Back();
                Navigator.Open(new CodePresenter(Workspace, "communities_new",
                    [new IssuedCode(request.StaffDisplayName, "", invitation.Code, invitation.Invitation.ExpiresAt)], words => words["invitation_once"]));
            };
        })
    { Introduction = words => words["communities_new_text"] });

    private static string? CheckId(string id) =>
        id.Length is >= 3 and <= 32 && char.IsAsciiLetterLower(id[0])
            && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? null
            : "form_not_an_id";
}
