using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Terminal.Demo;

/// <summary>The example's polls that ask questions: voted in, closed, explained round by round and payment by payment, and recounted.</summary>
internal sealed class ElectionPlay(Invocation run, Narration told, MovedScene moved, SeedScene scene)
{
    /// <summary>The longest time that a poll is open to be played here.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int Width = 96;

    private readonly Phrases _counting = new("Counting", run.Words);

    public async Task PlayAsync()
    {
        await new SeedPolls(scene, moved.Server.Clock).LoadAsync().ConfigureAwait(false);
        var polls = await scene.Staff.Polls.ListAllPollsAsync(new ListPollsRequest { Parent = scene.Community }, run.Cancel)
            .ToListAsync(run.Cancel).ConfigureAwait(false);
        var names = scene.Seed.Polls.Select(wanted => (wanted, polls.Find(poll => poll.Question == wanted.Question)!.Name)).ToList();
        foreach (var (wanted, name) in names)
        {
            await TellOpenAsync(wanted, name).ConfigureAwait(false);
        }

        // One move of the clock for all of them: what has to wait a minute is played in one.
        await moved.AdvanceToAsync(polls.MaxBy(poll => poll.ClosesAt)!.ClosesAt).ConfigureAwait(false);
        foreach (var (wanted, name) in names)
        {
            await CountAsync(wanted, name).ConfigureAwait(false);
        }
    }

    private async Task TellOpenAsync(SeedPoll wanted, string name)
    {
        var open = await GetAsync(name).ConfigureAwait(false);
        Narration.Must(open.State == State.Open && open.Result is null, "the poll is open, and no choice is told");
        Narration.Must(open.Turnout.VotedHeadcount == wanted.Cast().Count(), "every ballot is taken");
        var method = _counting["count_" + open.Questions[0].Method];
        told.Tell("play_asked", open.Question, open.Turnout.VotedHeadcount, open.Turnout.EntitledHeadcount, method);
    }

    private async Task CountAsync(SeedPoll wanted, string name)
    {
        await PollWait.ForAsync(scene.Staff, name, State.Decided, moved.Server.Clock, run.Cancel).ConfigureAwait(false);
        var poll = await GetAsync(name).ConfigureAwait(false);
        Narration.Must(poll.State == State.Decided && poll.Result.Passed, "enough took part in " + poll.Question);
        told.Tell("play_counted", poll.Question, run.Moments.At(poll.ClosesAt));

        // The tables alone: stage by stage the count stands on the poll's screen.
        foreach (var line in BlockLines.Of(Tables(OutcomePicture.Of(poll, _counting)), Width))
        {
            told.Detail(line.Plain.TrimEnd());
        }

        foreach (var outcome in poll.Result.Outcomes)
        {
            TellChosen(poll.Questions.Single(question => question.Id == outcome.Question), outcome);
        }

        var voter = scene.Neighbours[scene.Seed.People[0].Name];
        await new RecountPlay(run, told, moved.Folder).RecountAsync(voter, poll, wanted.Cast().Count()).ConfigureAwait(false);
    }

    private static IEnumerable<Block> Tables(IEnumerable<Block> blocks)
    {
        var heading = Enumerable.Empty<Block>();
        foreach (var block in blocks)
        {
            IEnumerable<Block> kept = block switch
            {
                GridBlock => [.. heading, block],
                BesideBlock beside => beside.Parts.SelectMany(Tables),
                _ => [],
            };
            foreach (var one in kept)
            {
                yield return one;
            }

            heading = block is HeadingBlock ? [block] : block is GridBlock ? [] : heading;
        }
    }

    private void TellChosen(Question question, QuestionOutcome outcome)
    {
        Narration.Must(outcome.Winners.Count > 0, "somebody or something is chosen: " + question.Text);
        if (outcome.CountCase != QuestionOutcome.CountOneofCase.Shares)
        {
            Narration.Must(outcome.Winners.Count == Math.Max(1, question.Seats), "all seats are filled");
            told.Tell("play_elected", Labels(question, outcome.Winners), Labels(question, outcome.Reserves));
            return;
        }

        var taken = outcome.Shares.Greedy.Turns.Where(turn => turn.Fate == GreedyCount.Types.Fate.Selected);
        var greedy = taken.Select(turn => question.Options[turn.Option].Id).ToList();
        Narration.Must(outcome.Shares.CostFen <= question.BudgetFen && outcome.Shares.Greedy.CostFen <= question.BudgetFen, "no count overspends");
        told.Tell("play_shared", Labels(question, outcome.Winners), Amounts.Money(outcome.Shares.CostFen));
        told.Tell("play_greedy", Labels(question, greedy), Amounts.Money(outcome.Shares.Greedy.CostFen));
    }

    private string Labels(Question question, IEnumerable<string> ids) =>
        string.Join(_counting["list"], ids.Select(id => question.Options.Single(option => option.Id == id).Label));

    private async Task<Poll> GetAsync(string name) =>
        await scene.Staff.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
}
