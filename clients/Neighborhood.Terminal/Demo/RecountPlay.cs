using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>Takes the audit bundle of a decided poll, and recounts it from the file alone as <c>neighborhood verify</c> does.</summary>
internal sealed class RecountPlay(Invocation run, Narration told, DemoFolder folder)
{
    /// <summary>Recounts as a member of the electorate.</summary>
    /// <param name="voter">Who asks for the bundle.</param>
    /// <param name="poll">The poll as the server shows it.</param>
    /// <param name="counted">How many ballots have to count.</param>
    public async Task RecountAsync(NeighborhoodClient voter, Poll poll, int counted)
    {
        var path = Path.Combine(folder.Path, $"poll-{Names.Last(poll.Name)}.bundle");
        var request = new ExportPollRequest { Name = poll.Name };
        await PrivateFile.ReplaceAsync(path, file => voter.ExportPollAsync(request, file, cancellationToken: run.Cancel)).ConfigureAwait(false);
        var verdict = await VerifyCommand.RecountAsync(run, path, folder.KnownHeads).ConfigureAwait(false);
        var summary = verdict.Summary;
        Narration.Must(verdict.Holds, $"the bundle of {poll.Question}: {verdict.Fault} in line {verdict.Line}");
        Narration.Must(summary.Passed == poll.Result.Passed, "the recount comes to the same verdict");
        Narration.Must(summary.Counted == counted, $"{counted} ballots count, the recount found {summary.Counted}");
        Narration.Must(
            poll.Result.Tally.Select(option => (option.Option, option.Headcount, option.AreaCm2))
                .SequenceEqual(summary.Tally.Select(option => (option.Option, option.Headcount, option.AreaCm2))) || summary.Tally.Count == 0,
            "the recount comes to the same tally");
        Narration.Must(
            poll.Result.Outcomes.SelectMany(outcome => outcome.Winners).SequenceEqual(summary.Outcomes.SelectMany(outcome => outcome.Winners)),
            "the recount chooses the same");
        told.Tell("play_recounted", Path.GetFileName(path), new FileInfo(path).Length);
        told.Detail(string.Join('\n', BundleText.Result(new Phrases("Verification", run.Words), summary)));
    }
}
