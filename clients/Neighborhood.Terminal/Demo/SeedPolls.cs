using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Terminal.Demo;

/// <summary>Polls and the ballots in them. Their times are real: what needs fifteen days' notice stays announced.</summary>
internal sealed class SeedPolls(SeedScene scene, TimeProvider clock)
{
    public async Task LoadAsync()
    {
        var proposals = await scene.Staff.Proposals.ListAllProposalsAsync(new ListProposalsRequest { Parent = scene.Community, PageSize = 100 }, scene.Cancel)
            .ToDictionaryAsync(proposal => proposal.Title, cancellationToken: scene.Cancel).ConfigureAwait(false);
        var known = await scene.Staff.Polls.ListAllPollsAsync(new ListPollsRequest { Parent = scene.Community, PageSize = 100 }, scene.Cancel)
            .ToListAsync(scene.Cancel).ConfigureAwait(false);
        foreach (var wanted in Enumerable.Reverse(scene.Seed.Polls))
        {
            var proposal = wanted.Proposal.Length == 0 ? "" : proposals[wanted.Proposal].Name;
            var poll = known.Find(poll => proposal.Length > 0 ? poll.Proposal == proposal : poll.Question == wanted.Question)
                ?? await AnnounceAsync(wanted, proposal).ConfigureAwait(false);
            await GoOnAsync(wanted, poll).ConfigureAwait(false);
        }
    }

    private async Task<Poll> AnnounceAsync(SeedPoll wanted, string proposal)
    {
        var opens = wanted.OpensIn.Length == 0 ? (DateTimeOffset?)null : clock.GetUtcNow() + Times.Span(wanted.OpensIn)!.Value;
        var request = new AnnouncePollRequest
        {
            Parent = scene.Community,
            Question = wanted.Question,
            Proposal = proposal,
            Notice = wanted.Notice.Trim(),
            Matter = wanted.Matter,
            Secrecy = Choices.Find<Secrecy>(wanted.Secrecy)!.Value,
            BindingStatus = Choices.Find<BindingStatus>(wanted.Binding)!.Value,
            OpensAt = opens is { } later ? Timestamp.FromDateTimeOffset(later) : null,
            ClosesAt = Timestamp.FromDateTimeOffset((opens ?? clock.GetUtcNow()) + Times.Span(wanted.OpenFor)!.Value),
            Questions = { wanted.Asked.Select(asked => asked.Question()) },
        };
        var poll = await scene.Staff.Polls.AnnouncePollAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("announce");
        return poll;
    }

    private async Task GoOnAsync(SeedPoll wanted, Poll poll)
    {
        if (wanted.Cancel.Length > 0 && poll.State == State.Announced)
        {
            await scene.Staff.Polls.CancelPollAsync(
                new CancelPollRequest { Name = poll.Name, Reason = wanted.Cancel }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("cancel");
        }

        if ((wanted.Ballots.Count == 0 && wanted.Answers.Count == 0) || wanted.OpensIn.Length > 0)
        {
            return;
        }

        var open = await PollWait.ForAsync(scene.Staff, poll.Name, State.Open, clock, scene.Cancel).ConfigureAwait(false);
        if (open.State != State.Open)
        {
            return;
        }

        foreach (var (voter, choice) in wanted.Cast())
        {
            await VoteAsync(scene.Neighbours[voter].Polls, poll.Name, choice).ConfigureAwait(false);
        }
    }

    private async Task VoteAsync(Polls.PollsClient neighbour, string poll, Choice choice)
    {
        var seen = await neighbour.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: scene.Cancel).ConfigureAwait(false);
        if (seen.VotedByMe || seen.State != State.Open)
        {
            return;
        }

        var request = new CastBallotRequest { Parent = poll, Choice = choice };
        await neighbour.CastBallotAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("ballot");
    }
}
