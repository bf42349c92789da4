using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Formats;
using Neighborhood.Terminal.Counting;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The readable ballots of a decided poll in a format that other software counts, too.</summary>
internal static class BallotsCommand
{
    /// <summary>The formats, by the endings of their files.</summary>
    private enum Format
    {
        Unspecified,
        Pb,
        Soc,
        Soi,
        Toc,
        Toi,
        Blt,
        Abif,
    }

    public static Command Export(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var output = grammar.Needed("output", "-o");
        var format = grammar.Choice<Format>("format");
        var asked = grammar.Text("of-question");
        return grammar.Verb("polls ballots export", [which, output, format, asked], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var poll = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var (path, ending) = (run.Get(output)!, run.Get(format));
            var election = PollBallots.Of(
                QuestionOf(run, poll, run.Get(asked)), poll.Options.Count > 0, await BallotsAsync(run, name).ConfigureAwait(false));
            var word = ending == Format.Unspecified ? Path.GetExtension(path).TrimStart('.') : Choices.WordOf(ending);
            if (!ElectionFiles.CanWrite(election, word))
            {
                var fitting = ElectionFiles.Endings.Keys.Where(known => ElectionFiles.CanWrite(election, known));
                throw new UsageException(run.Phrases.Say("usage_ballots_format", word, string.Join(", ", fitting)));
            }

            using var text = new StringWriter();
            ElectionFiles.Write(election, text, word);

            // Owner-only: who reads it sees single ballots.
            PrivateFile.CreateFolderOf(path);
            var bytes = System.Text.Encoding.UTF8.GetBytes(text.ToString());
            await PrivateFile.ReplaceAsync(path, async file => await file.WriteAsync(bytes, run.Cancel).ConfigureAwait(false)).ConfigureAwait(false);
            var total = (election.Rankings?.Total ?? 0) + (election.Rankings is null ? election.Marks!.Total : 0);
            return run.IsJson
                ? run.Json(new JsonObject { ["file"] = path, ["format"] = word, ["ballots"] = total, ["method"] = election.Rule })
                : run.Say("ballots_exported", path, total, election.Rule);
        });
    }

    private static Question QuestionOf(Invocation run, Poll poll, string? id)
    {
        if (id is null && poll.Questions.Count == 1)
        {
            return poll.Questions[0];
        }

        return poll.Questions.FirstOrDefault(question => question.Id == id)
            ?? throw new UsageException(run.Phrases.Say("usage_which_question", id ?? "", string.Join(", ", poll.Questions.Select(question => question.Id))));
    }

    /// <summary>Every ballot that counts, with the persons it counts for.</summary>
    private static async Task<List<(Choice Choice, int Heads)>> BallotsAsync(Invocation run, string poll)
    {
        var heads = await run.Client.Polls.ListAllRollAsync(new ListRollRequest { Parent = poll, PageSize = 500 }, run.Cancel)
            .ToDictionaryAsync(row => row.Voter, row => row.Headcount, StringComparer.Ordinal, run.Cancel).ConfigureAwait(false);
        var community = Names.CommunityOf(poll);
        return await run.Client.Polls.ListAllOpeningsAsync(new ListOpeningsRequest { Parent = poll, PageSize = 1000 }, run.Cancel)
            .Select(opening => (Choice.Parser.ParseFrom(opening.Choice), heads.GetValueOrDefault($"{community}/residents/{opening.Voter}", 1)))
            .ToListAsync(run.Cancel).ConfigureAwait(false);
    }
}
