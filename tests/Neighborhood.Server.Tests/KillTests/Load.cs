using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>Everybody at work at once, each on a connection of one's own, until the server dies.</summary>
internal sealed class Load(Neighbourhood place, int round, int seed)
{
    private const int NewcomersPerRound = 3;

    // A redemption takes about a tenth of the load, most of it for hashing the password.
    private const int RedemptionShare = 6;
    private static readonly string[] Options = ["yes", "no", "abstain"];
    private readonly TaskCompletionSource _redeeming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _killed;

    /// <summary>Runs it; the server is killed after the delay, which in every other round starts when an invitation is being redeemed.</summary>
    public async Task RunAsync(ServerProcess server, TimeSpan untilKill)
    {
        var work = place.Owners.Select((owner, i) => Task.Run(() => WorkAsync(owner, new Random(seed + i)))).ToList();
        work.Add(Task.Run(EnrolAsync));
        work.Add(Task.Run(() => UntilKilledAsync(() => place.Seen.LookAsync(place.Staff, place.Topic, place.Poll))));
        if (round % 2 == 0)
        {
            await Task.WhenAny(_redeeming.Task, Task.WhenAll(work));
            untilKill /= RedemptionShare;
        }

        await Task.Delay(untilKill);
        _killed = true;
        await server.KillAsync();
        await Task.WhenAll(work);
    }

    private Task WorkAsync(Neighbour person, Random random) => UntilKilledAsync(async () =>
    {
        var act = Next(person, random);
        person.InFlight = act;
        await act.SendAsync();
        person.InFlight = null;
        place.Remember(act);
    }, refused: () => person.InFlight = null);

    private async Task EnrolAsync()
    {
        for (var i = 0; i < NewcomersPerRound && !_killed; i++)
        {
            var newcomer = new Enrolment(place, $"newcomer{round}-{i}", () => _redeeming.TrySetResult());
            place.Newcomers.Add(newcomer);
            try
            {
                await newcomer.GoOnAsync(place.Remember);
            }
            catch (RpcException failure) when (failure is not RefusedException && _killed)
            {
                return;
            }
        }
    }

    /// <summary>Repeats a step. A lost connection ends it, but only where the server was killed; a busy server or a limit only refuses.</summary>
    private async Task UntilKilledAsync(Func<Task> step, Action? refused = null)
    {
        while (!_killed)
        {
            try
            {
                await step();
            }
            catch (RefusedException refusal) when (refusal.Reason is ErrorReason.PostingTooFast or ErrorReason.LedgerBusy)
            {
                refused?.Invoke();
            }
            catch (RpcException failure) when (failure is not RefusedException && _killed)
            {
                return;
            }
        }
    }

    private Act Next(Neighbour person, Random random) => random.Next(100) switch
    {
        < 30 => Post(person, random),
        < 70 => Ballot(person, Options[random.Next(Options.Length)]),
        _ => person.Endorses ? Withdraw(person) : Endorse(person),
    };

    private Act Post(Neighbour person, Random random)
    {
        var request = new CreatePostRequest { Parent = place.Topic, Text = $"{Guid.NewGuid()} " + new string('话', random.Next(1, 400)), RequestId = Neighbourhood.NewId() };
        return new Act("post", async () =>
        {
            var post = await person.Client.Discussions.CreatePostAsync(request);
            Assert.Equal(request.Text, post.Text);
            return post.Name;
        }, name => place.NotePost(name, request.Text));
    }

    private Act Ballot(Neighbour person, string option)
    {
        var request = new CastBallotRequest { Parent = place.Poll, Choice = new Choice { Option = option }, RequestId = Neighbourhood.NewId() };
        return new Act("ballot", async () =>
        {
            var cast = await person.Client.Polls.CastBallotAsync(request);
            place.Seen.Heads.Enqueue(cast.Receipt.Head);
            return $"{cast.Name} {cast.Changed} {cast.Receipt.Entry.ToBase64()}";
        }, answer => place.NoteBallot(person, answer.Split(' ')[0], option));
    }

    private Act Endorse(Neighbour person)
    {
        var request = new EndorseProposalRequest { Name = place.Proposal, RequestId = Neighbourhood.NewId() };
        return new Act("endorse", async () => (await person.Client.Proposals.EndorseProposalAsync(request)).Name, _ => person.Endorses = true);
    }

    private Act Withdraw(Neighbour person)
    {
        var request = new WithdrawEndorsementRequest { Name = place.Proposal, RequestId = Neighbourhood.NewId() };
        return new Act("withdraw", async () => (await person.Client.Proposals.WithdrawEndorsementAsync(request)).Name, _ => person.Endorses = false);
    }
}
