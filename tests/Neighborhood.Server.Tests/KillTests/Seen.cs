using System.Collections.Concurrent;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>What reads showed while the server was under load. Nothing of it may ever be missing later.</summary>
internal sealed class Seen
{
    /// <summary>Signed heads.</summary>
    public ConcurrentQueue<TreeHead> Heads { get; } = [];

    /// <summary>Names of posts in the present topic.</summary>
    public ConcurrentDictionary<string, bool> Posts { get; } = [];

    /// <summary>The largest number of posts in the present topic.</summary>
    public int PostCount { get; private set; }

    /// <summary>The largest turnout of the poll.</summary>
    public Turnout Turnout { get; private set; } = new();

    /// <summary>Reads once everything that counts. Called by one reader.</summary>
    public async Task LookAsync(Neighbour reader, string topic, string poll)
    {
        Heads.Enqueue(await reader.Client.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Neighbourhood.Community }));
        var shown = await reader.Client.Discussions.GetTopicAsync(new GetTopicRequest { Name = topic });
        PostCount = Math.Max(PostCount, shown.PostCount);
        var turnout = (await reader.Client.Polls.GetPollAsync(new GetPollRequest { Name = poll })).Turnout;
        Turnout = turnout.BallotCount >= Turnout.BallotCount ? turnout : Turnout;
        foreach (var post in (await reader.Client.Discussions.ListPostsAsync(new ListPostsRequest { Parent = topic, PageSize = 100 })).Posts)
        {
            Posts[post.Name] = true;
        }
    }

    /// <summary>A new topic begins.</summary>
    public void Turn()
    {
        PostCount = 0;
        Posts.Clear();
    }
}
