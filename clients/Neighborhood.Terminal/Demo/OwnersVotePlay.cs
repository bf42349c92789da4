using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Terminal.Demo;

/// <summary>An owners' vote under the statute, from the published roll to the posted result and its recount.</summary>
internal sealed class OwnersVotePlay(
    Invocation run, Narration told, MovedScene moved, NeighborhoodClient host, Seed seed, IReadOnlyList<RollRow> rows)
{
    private const string SecondStaff = "孙晓雨";

    // Beside the days of notice; enough for people, papers and a weekend.
    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(7);

    private readonly string _community = "communities/" + seed.Id;
    private readonly Electors _electors = Electors.Of(seed, rows);

    private NeighborhoodClient Staff => moved.Neighbours[seed.Staff.Name];

    public async Task PlayAsync()
    {
        await InviteAsync().ConfigureAwait(false);
        var poll = await AnnounceAsync().ConfigureAwait(false);
        await ObjectAsync(poll).ConfigureAwait(false);
        poll = await OpenAsync(await PostAsync(poll).ConfigureAwait(false)).ConfigureAwait(false);
        var ballots = new OwnersBallots(run, told, moved, poll, _electors, Staff, moved.Neighbours[SecondStaff]);
        await ballots.CastAsync().ConfigureAwait(false);
        poll = await DecideAsync(poll).ConfigureAwait(false);
        poll = await PublishAsync(poll).ConfigureAwait(false);
        await new RecountPlay(run, told, moved.Folder)
            .RecountAsync(moved.Neighbours[_electors.Online[0]], poll, _electors.Count).ConfigureAwait(false);
    }

    /// <summary>More owners join, and a second member of the staff, because two have to enter each paper.</summary>
    private async Task InviteAsync()
    {
        var joining = _electors.Online.Append(_electors.Principal).Where(name => !moved.Neighbours.Has(name))
            .Select((name, place) => new SeedPerson { Name = name, User = string.Create(CultureInfo.InvariantCulture, $"owner{place + 1}") }).ToList();
        var home = $"{rows[0].Building}-{rows[0].Unit}-{rows[0].Room}";
        var second = new SeedPerson { Name = SecondStaff, User = "second", Home = home, Roles = ["staff"] };
        var scene = moved.Of(seed.With([.. joining, second], []));
        await new SeedPeople(host, scene).LoadAsync(() => Task.FromResult(rows)).ConfigureAwait(false);
        told.Tell("play_owners_joined", joining.Count, SecondStaff);
    }

    private async Task<Poll> AnnounceAsync()
    {
        var request = new AnnouncePollRequest
        {
            Parent = _community,
            Question = told.Phrases["play_owners_question"],
            Notice = told.Phrases["play_owners_notice"],
            Matter = "alter-or-rebuild",
            Secrecy = Secrecy.Open,
            BindingStatus = BindingStatus.PaperBinding,
            ClosesAt = Timestamp.FromDateTimeOffset(moved.Server.Clock.GetUtcNow() + TimeSpan.FromDays(15) + OpenFor),
        };
        var poll = await Staff.Polls.AnnouncePollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        var rule = poll.RulePack;
        Narration.Must(poll.SignatureRequired && rule.Clauses.Count == 4, "the rule asks for signatures and a dual majority");
        told.Tell("play_owners_announced", poll.Question, run.Words.IsChinese ? rule.TitleZh : rule.TitleEn, rule.NoticeDays);
        var roll = await Staff.Polls.ListRollAsync(
            new ListRollRequest { Parent = poll.Name, PageSize = 500 }, cancellationToken: run.Cancel).ConfigureAwait(false);
        told.Tell("play_roll_published", roll.TotalSize, Amounts.Area(poll.Turnout.EntitledAreaCm2), run.Moments.At(poll.ObjectionsUntil));
        return poll;
    }

    /// <summary>An owner objects to the area on the draft; staff correct the roll and accept, which takes the corrected row into the draft.</summary>
    private async Task ObjectAsync(Poll poll)
    {
        var name = _electors.Online[^1];
        var place = rows.ToList().FindIndex(row => row.OwnerName == name);
        var corrected = rows[place].Clone();
        corrected.Area = (decimal.Parse(corrected.Area, CultureInfo.InvariantCulture) + 0.35m).ToString(CultureInfo.InvariantCulture);
        var objection = await moved.Neighbours[name].Polls.FileObjectionAsync(
            new FileObjectionRequest { Parent = poll.Name, Text = told.Phrases.Say("play_objection", corrected.Area, rows[place].Area) },
            cancellationToken: run.Cancel).ConfigureAwait(false);
        var gate = GateOf(await GetAsync(poll).ConfigureAwait(false), Gate.Types.Kind.RollObjections);
        Narration.Must(gate.Unanswered == 1, "an objection without an answer holds the poll");
        told.Tell("play_objected", name, objection.Text);

        await ImportAsync([.. rows.Select((row, index) => index == place ? corrected : row)]).ConfigureAwait(false);
        var answer = new AnswerObjectionRequest { Name = objection.Name, Accept = true, Answer = told.Phrases["play_objection_answer"] };
        await Staff.Polls.AnswerObjectionAsync(answer, cancellationToken: run.Cancel).ConfigureAwait(false);
        var after = await GetAsync(poll).ConfigureAwait(false);
        Narration.Must(GateOf(after, Gate.Types.Kind.RollObjections).Unanswered == 0, "the objection is answered");
        Narration.Must(after.Turnout.EntitledAreaCm2 - poll.Turnout.EntitledAreaCm2 == 3_500, "the corrected area is on the draft roll");
        told.Tell("play_answered", answer.Answer, Amounts.Area(after.Turnout.EntitledAreaCm2));
    }

    private async Task ImportAsync(IReadOnlyList<RollRow> corrected)
    {
        var request = new ImportRollRequest { Parent = _community, Rows = { corrected }, ValidateOnly = true };
        var preview = await Staff.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        Narration.Must(preview.BadRows.Count == 0 && preview.Changes.Count == 1, "one row of the roll is corrected");
        request.ValidateOnly = false;
        request.PreviewEtag = preview.PreviewEtag;
        await Staff.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
    }

    private async Task<Poll> PostAsync(Poll poll)
    {
        var blocked = GateOf(await GetAsync(poll).ConfigureAwait(false), Gate.Types.Kind.NoticePosted);
        Narration.Must(blocked.State == Gate.Types.State.Blocked, "no owners' vote opens before its notice is posted");
        var posted = await RecordAsync(poll, NoticeKind.PollNotice).ConfigureAwait(false);
        var waiting = GateOf(posted, Gate.Types.Kind.NoticePeriod);
        Narration.Must(waiting.State == Gate.Types.State.Waiting, "the days of notice have to pass");
        await Narration.MustRefuseAsync(
            ErrorReason.PollNotOpen, "no ballot is taken before the days of notice are over", () => VoteAsync(posted, _electors.Online[0]))
            .ConfigureAwait(false);
        told.Tell("play_posted", posted.PostedNotices[0].Place, run.Moments.At(posted.OpensAt));
        return posted;
    }

    private async Task<Poll> OpenAsync(Poll poll)
    {
        await moved.AdvanceToAsync(poll.OpensAt).ConfigureAwait(false);
        var open = await PollWait.ForAsync(Staff, poll.Name, State.Open, moved.Server.Clock, run.Cancel).ConfigureAwait(false);
        Narration.Must(open.State == State.Open && !open.RollRoot.IsEmpty, "the poll opens by itself and its roll is sealed");
        told.Tell("play_moved_open", run.Moments.At(open.OpensAt), open.Turnout.EntitledHeadcount, Convert.ToHexStringLower(open.RollRoot.Span)[..16]);
        return open;
    }

    private async Task<Poll> DecideAsync(Poll poll)
    {
        await moved.AdvanceToAsync(poll.ClosesAt).ConfigureAwait(false);
        var decided = await PollWait.ForAsync(Staff, poll.Name, State.Decided, moved.Server.Clock, run.Cancel).ConfigureAwait(false);
        Narration.Must(decided.State == State.Decided, "the poll closes and is counted by itself");
        var (have, expected) = (decided.Result.Tally.ToDictionary(option => option.Option, option => option.Headcount), _electors.Tally());
        Narration.Must(expected.All(option => have[option.Key] == option.Value), "every channel is counted");
        told.Tell("play_moved_decided", run.Moments.At(decided.ClosesAt));
        told.Detail(VerdictText.Of(run.Phrases, decided));
        return decided;
    }

    /// <summary>Posted within the days of the rule; then the list of who voted is open to objection, and nobody objects.</summary>
    private async Task<Poll> PublishAsync(Poll poll)
    {
        var due = GateOf(poll, Gate.Types.Kind.Publication).Until;
        var posted = await RecordAsync(poll, NoticeKind.ResultNotice).ConfigureAwait(false);
        Narration.Must(GateOf(posted, Gate.Types.Kind.Publication).State == Gate.Types.State.Met, "the result is posted in time");
        told.Tell("play_published", poll.RulePack.PublicationDays, run.Moments.At(due));
        if (posted.Result.ProvisionalUntil is { } until)
        {
            await moved.AdvanceToAsync(until).ConfigureAwait(false);
            posted = await GetAsync(poll).ConfigureAwait(false);
            told.Tell("play_final", run.Moments.At(until));
        }

        Narration.Must(!posted.Result.Provisional, "the result is final");
        return posted;
    }

    private async Task<Poll> RecordAsync(Poll poll, NoticeKind kind)
    {
        var request = new RecordNoticeRequest
        {
            Name = poll.Name,
            Place = told.Phrases["play_board"],
            PostedAt = Timestamp.FromDateTimeOffset(moved.Server.Clock.GetUtcNow()),
            Kind = kind,
        };
        return await Staff.Polls.RecordNoticeAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
    }

    private async Task VoteAsync(Poll poll, string name) => await moved.Neighbours[name].Polls.CastBallotAsync(
        new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = "yes" } }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private async Task<Poll> GetAsync(Poll poll) =>
        await Staff.Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private static Gate GateOf(Poll poll, Gate.Types.Kind kind) =>
        poll.Gates.FirstOrDefault(gate => gate.Kind == kind) ?? throw new StepFailedException($"the rule sets the gate {kind}");
}
