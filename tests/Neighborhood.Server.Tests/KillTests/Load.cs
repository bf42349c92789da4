using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>Everybody at work at once, each on a connection of one's own, until the server dies.</summary>
internal sealed class Load(Neighbourhood place, int round, int seed)
{
    private const int NewcomersPerRound = 3;

    private static readonly string[] Options = ["yes", "no", "abstain"];
    private volatile bool _mayEnd;
    private volatile bool _killed;

    /// <summary>Runs it until the server is killed after the delay.</summary>
    public Task RunAsync(ServerProcess server, TimeSpan untilKill) => RunAsync(async () =>
    {
        await Task.Delay(untilKill);
        _killed = _mayEnd = true;
        await server.KillAsync();
    });

    /// <summary>Runs it until the server dies at a place between the ledgers of an invitation.</summary>
    public Task RunAsync(ServerProcess server, string diePath, string place)
    {
        _mayEnd = true;
        File.WriteAllText(diePath, place);
        return RunAsync(async () =>
        {
            await server.WaitAsync();
            _killed = true;
            File.Delete(diePath);
        });
    }

    private async Task RunAsync(Func<Task> kill)
    {
        var work = place.Owners.Select((owner, i) => Task.Run(() => WorkAsync(owner, new Random(seed + i)))).ToList();
        work.Add(Task.Run(EnrolAsync));
        work.Add(Task.Run(() => UntilKilledAsync(() => place.Seen.LookAsync(place.Staff, place.Topic, place.Poll))));
        await kill();
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
            var newcomer = new Enrolment(place, $"newcomer{round}-{i}");
            place.Newcomers.Add(newcomer);
            try
            {
                await newcomer.GoOnAsync(place.Remember);
            }
            catch (RpcException failure) when (failure is not RefusedException && _mayEnd)
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
            catch (RpcException failure) when (failure is not RefusedException && _mayEnd)
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
        var text = $"{Guid.NewGuid()} " + new string('话', random.Next(1, 400));
        var request = new CreatePostRequest { Parent = place.Topic, Text = text, RequestId = Neighbourhood.NewId() };
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
