using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Client.Rolls;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Printing;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>The main job from an empty server to verified receipts, with real times and real people of an example roll.</summary>
internal sealed class MainJob(Invocation run, DemoFolder folder, Neighbours neighbours, Seed seed, Narration told)
{
    // The shortest time a poll may be open is a minute; the rest is for the announcement to arrive.
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(65);

    private readonly string _community = "communities/" + seed.Id;

    private NeighborhoodClient Staff => neighbours[seed.Staff.Name];

    /// <summary>Plays it; done only if every step held.</summary>
    public static async Task<ExitCode> PlayAsync(Invocation run, Phrases phrases, DemoFolder folder, ServerProcess server, Seed seed)
    {
        var told = new Narration(run, phrases);
        await using var neighbours = new Neighbours(() => DemoCommand.Connect(run, folder, server));
        await using var host = await DemoCommand.OperatorAsync(run, folder, server).ConfigureAwait(false);
        told.Tell("play_server", server.Address.GetLeftPart(UriPartial.Authority));
        try
        {
            await new MainJob(run, folder, neighbours, seed, told)
                .PlayAsync(host, () => MovedDays.PlayAsync(run, told, folder, seed)).ConfigureAwait(false);
            told.Tell("play_done");
            return ExitCode.Done;
        }
        catch (StepFailedException failure)
        {
            run.Around.Error.WriteLine(phrases.Say("play_failed", failure.Message));
            return ExitCode.NotVerified;
        }
        catch (RpcException)
        {
            run.Around.Error.WriteLine(phrases.Say("play_server_said", server.LastLines));
            throw;
        }
    }

    /// <param name="host">The operator.</param>
    /// <param name="meanwhileAsync">What is played while the poll is open.</param>
    private async Task PlayAsync(NeighborhoodClient host, Func<Task> meanwhileAsync)
    {
        await FoundAsync(host).ConfigureAwait(false);
        await ImportAsync().ConfigureAwait(false);
        await InviteAsync().ConfigureAwait(false);
        var topic = await TalkAsync().ConfigureAwait(false);
        var proposal = await ProposeAsync(topic).ConfigureAwait(false);
        var poll = await AnnounceAsync(proposal).ConfigureAwait(false);
        var voters = await VoteAsync(poll).ConfigureAwait(false);
        await meanwhileAsync().ConfigureAwait(false);
        poll = await CloseAsync(poll).ConfigureAwait(false);
        await VerifyAsync(poll, voters).ConfigureAwait(false);
        await PrintAsync(poll).ConfigureAwait(false);
    }

    private async Task FoundAsync(NeighborhoodClient host)
    {
        var request = new CreateCommunityRequest
        {
            CommunityId = seed.Id,
            Title = seed.Title,
            StaffDisplayName = seed.Staff.Name,
            Settings = new Settings { EndorsingHouseholds = seed.EndorsingHouseholds },
        };
        var made = await host.Communities.CreateCommunityAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        await neighbours.RedeemAsync(seed.Staff.Name, $"{seed.Id}.{seed.Staff.User}", made.StaffInvitation.Code, run.Cancel).ConfigureAwait(false);
        told.Tell("play_community", seed.Title, seed.Staff.Name);
    }

    private async Task ImportAsync()
    {
        var rows = await RollFile.ReadAsync(seed.RollPath, run.Cancel).ConfigureAwait(false);
        var spoilt = rows[0].Clone();
        spoilt.Area = "89,5平";
        var wrong = await Staff.Communities.ImportRollAsync(
            new ImportRollRequest { Parent = _community, Rows = { rows.Skip(1).Append(spoilt) }, ValidateOnly = true },
            cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(wrong.BadRows.Count > 0 && !wrong.Applied, "bad rows are found");
        told.Tell("play_bad_row", wrong.BadRows[0].Line, wrong.BadRows[0].Field, wrong.BadRows[0].Value);

        var request = new ImportRollRequest { Parent = _community, Rows = { rows }, ValidateOnly = true };
        var preview = await Staff.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(preview.BadRows.Count == 0, "the roll has no bad row");
        request.ValidateOnly = false;
        request.PreviewEtag = preview.PreviewEtag;
        var applied = await Staff.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        var community = await Staff.Communities.GetCommunityAsync(
            new GetCommunityRequest { Name = _community }, cancellationToken: run.Cancel).ConfigureAwait(false);
        var homes = rows.DistinctBy(row => (row.Building, row.Unit, row.Room)).Count();
        Narration.Must(applied.Applied, "the roll is applied");
        Narration.Must(community.HouseholdCount == homes, $"{homes} homes are on the roll, found {community.HouseholdCount}");
        told.Tell("play_roll", rows.Count, community.HouseholdCount, Amounts.Area(community.TotalAreaCm2));
    }

    private async Task InviteAsync()
    {
        var residents = await Staff.Communities.ListAllResidentsAsync(new ListResidentsRequest { Parent = _community, PageSize = 200 }, run.Cancel)
            .ToDictionaryAsync(resident => resident.DisplayName, cancellationToken: run.Cancel).ConfigureAwait(false);
        var people = seed.People.Where(person => person.Home.Length == 0).ToList();
        var request = new InviteResidentsRequest { Parent = _community, Residents = { people.Select(person => residents[person.Name].Name) } };
        var issued = await Staff.Communities.InviteResidentsAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        foreach (var one in issued.Invitations)
        {
            var person = people.Find(person => person.Name == one.Invitation.Resident.DisplayName)!;
            await neighbours.RedeemAsync(person.Name, $"{seed.Id}.{person.User}", one.Code, run.Cancel).ConfigureAwait(false);
        }

        var seats = people.Where(person => person.Roles.Contains("council-member")).ToList();
        foreach (var person in seats)
        {
            await Staff.Communities.GrantRoleAsync(
                new GrantRoleRequest { Name = residents[person.Name].Name, Role = Role.CouncilMember }, cancellationToken: run.Cancel).ConfigureAwait(false);
        }

        told.Tell("play_joined", issued.Invitations.Count, people.Count, seats.Count);
    }

    private async Task<Topic> TalkAsync()
    {
        var wanted = seed.Topics[0];
        var topic = await neighbours[wanted.By].Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = _community, Title = wanted.Title, Text = wanted.Text.Trim() },
            cancellationToken: run.Cancel).ConfigureAwait(false);
        foreach (var post in wanted.Posts.Where(post => neighbours.Has(post.By)))
        {
            var said = await SayAsync(topic, post, "").ConfigureAwait(false);
            foreach (var reply in post.Replies.Where(reply => neighbours.Has(reply.By)))
            {
                await SayAsync(topic, reply, said.Name).ConfigureAwait(false);
            }
        }

        topic = await Staff.Discussions.GetTopicAsync(new GetTopicRequest { Name = topic.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        told.Tell("play_talk", topic.Title, topic.PostCount);
        return topic;
    }

    private async Task<Post> SayAsync(Topic topic, SeedPost post, string replyTo) =>
        await neighbours[post.By].Discussions.CreatePostAsync(
            new CreatePostRequest { Parent = topic.Name, Text = post.Text.Trim(), ReplyTo = replyTo }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private async Task<Proposal> ProposeAsync(Topic topic)
    {
        var wanted = seed.Proposals.First(proposal => proposal.Topic == topic.Title);
        var author = neighbours[wanted.By].Proposals;
        var request = new CreateProposalRequest
        {
            Parent = _community,
            Title = wanted.Title,
            Request = wanted.Request,
            Place = wanted.Place,
            Text = wanted.Text.Trim(),
            Category = Choices.Find<Category>(wanted.Category)!.Value,
            CostFen = wanted.CostYuan * 100,
            Topic = topic.Name,
        };
        var proposal = await author.CreateProposalAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        proposal = await author.PublishProposalAsync(new PublishProposalRequest { Name = proposal.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        told.Tell("play_proposal", proposal.Title, Amounts.Money(proposal.CostFen));
        foreach (var name in wanted.EndorsedBy)
        {
            proposal = await neighbours[name].Proposals.EndorseProposalAsync(
                new EndorseProposalRequest { Name = proposal.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        }

        Narration.Must(proposal.State == Proposal.Types.State.Tabled, "the endorsements put the proposal on the table");
        told.Tell("play_tabled", proposal.EndorsementCount, proposal.EndorsementsNeeded);
        return proposal;
    }

    private async Task<Poll> AnnounceAsync(Proposal proposal)
    {
        var request = new AnnouncePollRequest
        {
            Parent = _community,
            Proposal = proposal.Name,
            Notice = told.Phrases["play_notice"],
            Matter = "opinion",
            Secrecy = Secrecy.Open,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(run.Around.Clock.GetUtcNow() + OpenFor),
        };
        var poll = await Staff.Polls.AnnouncePollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        told.Tell("play_announced", poll.Question, run.Words.IsChinese ? poll.RulePack.TitleZh : poll.RulePack.TitleEn, run.Words.Of(poll.BindingStatus));
        poll = await PollWait.ForAsync(Staff, poll.Name, Poll.Types.State.Open, run.Around.Clock, run.Cancel).ConfigureAwait(false);
        Narration.Must(poll.State == Poll.Types.State.Open, "the poll opens by itself");
        told.Tell("play_opened", poll.Turnout.EntitledHeadcount, run.Moments.At(poll.ClosesAt));
        return poll;
    }

    /// <summary>Most say yes, one says no, one abstains, and one changes their mind; gives who voted.</summary>
    private async Task<IReadOnlyList<string>> VoteAsync(Poll poll)
    {
        var voters = seed.People.Where(person => neighbours.Has(person.Name)).Select(person => person.Name).ToList();
        var choices = voters.Select((name, place) => (name, Choice: place switch { 1 => "no", 2 => "abstain", _ => "yes" })).ToList();
        await CastAsync(poll, voters[0], "no").ConfigureAwait(false);
        foreach (var (name, choice) in choices)
        {
            await CastAsync(poll, name, choice).ConfigureAwait(false);
        }

        var seen = await Staff.Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(seen.Turnout.VotedHeadcount == voters.Count && seen.Result is null, "turnout is told and no choice is");
        told.Tell("play_voted", voters.Count, seen.Turnout.EntitledHeadcount, seen.Turnout.BallotCount);
        return voters;
    }

    private async Task CastAsync(Poll poll, string name, string choice) =>
        await neighbours[name].Polls.CastBallotAsync(
            new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = choice } }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private async Task<Poll> CloseAsync(Poll poll)
    {
        run.Around.Error.WriteLine(told.Phrases.Say("play_waiting", run.Moments.Until(poll.ClosesAt)));
        var decided = await PollWait.ForAsync(Staff, poll.Name, Poll.Types.State.Decided, run.Around.Clock, run.Cancel).ConfigureAwait(false);
        Narration.Must(decided.State == Poll.Types.State.Decided, "the poll closes and is decided by itself");
        told.Tell("play_decided");
        told.Detail(VerdictText.Of(run.Phrases, decided));
        return decided;
    }

    /// <summary>Every voter's receipt, as kept in a file, against the key remembered and the heads seen.</summary>
    private async Task VerifyAsync(Poll poll, IReadOnlyList<string> voters)
    {
        var checks = 0;
        foreach (var name in voters)
        {
            var client = neighbours[name];
            var ballot = await client.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
            var head = await client.CheckHeadAsync(_community, run.Cancel).ConfigureAwait(false);
            Narration.Must(head.Holds, "every head is consistent with those seen before");
            var path = Path.Combine(folder.Path, "receipts", me.UserName + ".json");
            var known = await client.KnownHeads.FindAsync(client.Address, _community, run.Cancel).ConfigureAwait(false);
            await new ReceiptFile(client.Address, known!.VerifierKey, ballot.Receipt, ballot, me.Memberships[0].Resident, poll.Name)
                .SaveAsync(path, run.Cancel).ConfigureAwait(false);
            var verification = (await ReceiptFile.LoadAsync(path, run.Cancel).ConfigureAwait(false)).Verify();
            Narration.Must(verification.Holds, $"the receipt of {name}: {verification.FirstFailure?.Check}");
            checks += verification.Checks.Count;
        }

        told.Tell("play_verified", voters.Count, checks);
    }

    private async Task PrintAsync(Poll poll)
    {
        var receipt = await Staff.Audit.GetReceiptAsync(
            new GetReceiptRequest { Ledger = _community, Sequence = poll.Result.Sequence }, cancellationToken: run.Cancel).ConfigureAwait(false);
        await using var press = new Press(run.Words, run.Moments);
        var page = await press.ResultAsync(new PollSheet(seed.Title, poll, receipt)).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "result.html"), page, run.Cancel).ConfigureAwait(false);
        told.Tell("play_printed", receipt.Head.Size, Convert.ToHexStringLower(receipt.Head.Root.Span)[..16]);
    }
}
