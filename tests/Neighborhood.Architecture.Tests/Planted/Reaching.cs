using Neighborhood.V1;

namespace Neighborhood.Architecture.Tests.Planted;

/// <summary>Makes one call by itself and one through the library.</summary>
public static class ReachingProgram
{
    public static async Task<Poll> ShowAsync(Polls.PollsClient polls, Audit.AuditClient audit)
    {
        await ReachedLibrary.HeadAsync(audit).ConfigureAwait(false);
        return await polls.GetPollAsync(new GetPollRequest()).ConfigureAwait(false);
    }
}

/// <summary>A library of which a program uses a part.</summary>
public static class ReachedLibrary
{
    public static async Task<TreeHead> HeadAsync(Audit.AuditClient audit) => await audit.GetTreeHeadAsync(new GetTreeHeadRequest()).ConfigureAwait(false);

    public static async Task<Receipt> ReceiptAsync(Audit.AuditClient audit) => await audit.GetReceiptAsync(new GetReceiptRequest()).ConfigureAwait(false);
}
