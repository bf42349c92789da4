using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Communities.</summary>
internal static class CommunityCommands
{
    public static Command Build(Grammar grammar) =>
        grammar.Group("communities", List(grammar), Show(grammar), Create(grammar), Set(grammar), AppointStaff(grammar));

    private static Command Set(Grammar grammar)
    {
        var title = grammar.Text("title");
        var households = grammar.Value("endorsing-households", 0);
        var share = grammar.Value("endorsing-share-basis-points", 0);
        var topics = grammar.Value("topics-per-hour", -1);
        var posts = grammar.Value("posts-per-hour", -1);
        var proposals = grammar.Value("proposals-per-hour", -1);
        var edits = grammar.Value("edits-per-hour", -1);
        return grammar.Verb("communities set", [title, households, share, topics, posts, proposals, edits], async run =>
        {
            var name = await run.CommunityAsync().ConfigureAwait(false);
            var community = await run.Client.Communities.GetCommunityAsync(
                new GetCommunityRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var settings = community.Settings ?? new Settings();
            if (run.Get(households) > 0)
            {
                settings.EndorsingHouseholds = run.Get(households);
            }

            if (run.Get(share) > 0)
            {
                settings.EndorsingShareBasisPoints = run.Get(share);
            }

            settings.TopicsPerHour = Told(run, topics, settings.TopicsPerHour);
            settings.PostsPerHour = Told(run, posts, settings.PostsPerHour);
            settings.ProposalsPerHour = Told(run, proposals, settings.ProposalsPerHour);
            settings.EditsPerHour = Told(run, edits, settings.EditsPerHour);
            var request = new UpdateCommunityRequest { Name = name, Etag = community.Etag, Title = run.Get(title) ?? "", Settings = settings };
            return Tell(run, await run.Client.Communities.UpdateCommunityAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static int Told(Invocation run, Option<int> option, int otherwise) => run.Get(option) < 0 ? otherwise : run.Get(option);

    private static Command List(Grammar grammar) => grammar.Verb("communities list", [], async run =>
    {
        var all = await run.Client.Communities.ListAllCommunitiesAsync(new ListCommunitiesRequest(), run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "communities", all,
            new("name", community => community.Name),
            new("title", community => community.Title),
            new("households", community => Amounts.Count(community.HouseholdCount), IsRight: true),
            new("residents", community => Amounts.Count(community.ResidentCount), IsRight: true),
            new("area", community => Amounts.Area(community.TotalAreaCm2), IsRight: true));
    });

    private static Command Show(Grammar grammar) => grammar.Verb("communities show", [], async run =>
    {
        var request = new GetCommunityRequest { Name = await run.CommunityAsync().ConfigureAwait(false) };
        return Tell(run, await run.Client.Communities.GetCommunityAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
    });

    private static Command Create(Grammar grammar)
    {
        var id = grammar.Argument("community-id");
        var title = grammar.Needed("title");
        var staff = grammar.Needed("staff");
        var threshold = grammar.Value("endorsing-households", 0);
        return grammar.Verb("communities create", [id, title, staff, threshold], async run =>
        {
            var request = new CreateCommunityRequest { CommunityId = run.Get(id), Title = run.Get(title), StaffDisplayName = run.Get(staff) };
            if (run.Get(threshold) > 0)
            {
                request.Settings = new Settings { EndorsingHouseholds = run.Get(threshold) };
            }

            var made = await run.Client.Communities.CreateCommunityAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(
                made,
                ("name", made.Community.Name),
                ("title", made.Community.Title),
                ("staff", made.StaffInvitation.Invitation.Resident.DisplayName),
                ("code", made.StaffInvitation.Code),
                ("expires", run.Moments.At(made.StaffInvitation.Invitation.ExpiresAt)));
        });
    }

    private static Command AppointStaff(Grammar grammar)
    {
        var staff = grammar.Needed("staff");
        var reason = grammar.Needed("reason");
        return grammar.Verb("communities appoint-staff", [staff, reason], async run =>
        {
            var community = await run.CommunityAsync().ConfigureAwait(false);
            var request = new AppointStaffRequest { Parent = community, DisplayName = run.Get(staff), Reason = run.Get(reason) };
            var made = await run.Client.Communities.AppointStaffAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(
                made,
                ("name", made.Invitation.Invitation.Resident.Resident),
                ("staff", made.Invitation.Invitation.Resident.DisplayName),
                ("code", made.Invitation.Code),
                ("expires", run.Moments.At(made.Invitation.Invitation.ExpiresAt)));
        });
    }

    private static ExitCode Tell(Invocation run, Community community) => run.Show(
        community,
        ("name", community.Name),
        ("title", community.Title),
        ("households", Amounts.Count(community.HouseholdCount)),
        ("residents", Amounts.Count(community.ResidentCount)),
        ("area", Amounts.Area(community.TotalAreaCm2)),
        ("threshold", ThresholdOf(run, community.Settings)),
        ("per_hour", PerHour(run, community.Settings)),
        ("created", run.Moments.At(community.CreateTime)));

    private static string PerHour(Invocation run, Settings? settings)
    {
        var limits = new[]
        {
            ("topics", settings?.TopicsPerHour ?? 0), ("posts", settings?.PostsPerHour ?? 0),
            ("proposals", settings?.ProposalsPerHour ?? 0), ("edits", settings?.EditsPerHour ?? 0),
        };
        return string.Join(
            run.Phrases["comma"], limits.Where(limit => limit.Item2 > 0).Select(limit => $"{run.Words["settings_" + limit.Item1]} {limit.Item2}"));
    }

    private static string ThresholdOf(Invocation run, Settings? settings) => settings?.EndorsementThresholdCase switch
    {
        Settings.EndorsementThresholdOneofCase.EndorsingHouseholds => run.Phrases.Say("threshold_households", settings.EndorsingHouseholds),
        Settings.EndorsementThresholdOneofCase.EndorsingShareBasisPoints =>
            run.Phrases.Say("threshold_share", Amounts.Share(settings.EndorsingShareBasisPoints, 10_000)),
        _ => "",
    };
}
