namespace Neighborhood.Server.Tests.KillTests;

/// <summary>One request that changes something, with an id of its own, so that it can be sent again after a crash.</summary>
/// <param name="what">For messages.</param>
/// <param name="send">Sends it and words the answer, so that two answers can be compared.</param>
/// <param name="done">Told once, with the answer, when it is known to be done.</param>
internal sealed class Act(string what, Func<Task<string>> send, Action<string> done)
{
    /// <summary>The answer, once there was one.</summary>
    public string? Answer { get; private set; }

    /// <summary>Sends it for the first time, or again where it was never answered.</summary>
    public async Task SendAsync()
    {
        var answer = await send();
        Answer = answer;
        done(answer);
    }

    /// <summary>Sends an answered one again: the answer must be the same, and nothing happens twice.</summary>
    public async Task RepeatAsync() => Assert.Equal($"{what}: {Answer}", $"{what}: {await send()}");
}
