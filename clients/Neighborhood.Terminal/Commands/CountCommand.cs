using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Formats;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Printing;

namespace Neighborhood.Terminal.Commands;

/// <summary>Counts a file of ballots, offline: anybody can check a published result with it.</summary>
internal sealed class CountCommand
{
    private const int Width = 80;
    private readonly Argument<string> _file;
    private readonly Option<CountMethod> _method;
    private readonly Option<int?> _seats;
    private readonly Option<UtilityChoice> _utility;
    private readonly Option<UnrankedChoice> _unranked;
    private readonly Option<string?> _statusQuo;
    private readonly Option<bool> _ties;
    private readonly Option<string?> _svg;
    private readonly Option<string?> _html;
    private readonly Option<string?> _export;

    private CountCommand(Grammar grammar)
    {
        _file = grammar.Argument("election");
        _method = grammar.Choice<CountMethod>("method");
        _seats = grammar.Value<int?>("seats", null);
        _utility = grammar.Choice<UtilityChoice>("utility");
        _unranked = grammar.Choice<UnrankedChoice>("unranked");
        _statusQuo = grammar.Text("status-quo");
        _ties = grammar.Flag("ties");
        _svg = grammar.Text("svg");
        _html = grammar.Text("html");
        _export = grammar.Text("export");
    }

    public static Command Build(Grammar grammar)
    {
        var command = new CountCommand(grammar);
        return grammar.Verb(
            "count",
            [
                command._file, command._method, command._seats, command._utility, command._unranked, command._statusQuo, command._ties,
                command._svg, command._html, command._export,
            ],
            command.RunAsync);
    }

    private async Task<ExitCode> RunAsync(Invocation run)
    {
        var phrases = new Phrases("Counting", run.Words);
        var file = Read(run, phrases).Standing();
        var request = RequestOf(run, file, phrases);
        var notices = NoticesOf(run, file, request, phrases);
        var counter = new Counter(file, request, phrases);
        var sheet = counter.Count();
        var outcomes = run.Get(_ties) ? counter.Outcomes() : null;
        var blocks = CountPicture.Of(sheet, outcomes, phrases);
        await WriteAsync(run, file, blocks, phrases).ConfigureAwait(false);
        return run.IsJson ? run.Json(CountJson.Of(sheet, outcomes, notices)) : run.Lines(BlockLines.Of(blocks, Width).Select(line => line.Plain.TrimEnd()));
    }

    private ElectionFile Read(Invocation run, Phrases phrases)
    {
        var path = run.Get(_file);
        if (Directory.Exists(path))
        {
            throw new UsageException(phrases.Say("usage_folder", path));
        }

        var ending = Path.GetExtension(path).TrimStart('.');
        if (!ElectionFiles.Endings.ContainsKey(ending))
        {
            throw new UsageException(phrases.Say("usage_ending", path, EndingsText()));
        }

        using var text = new StreamReader(path);
        return ElectionFiles.Read(text, ending);
    }

    private static string EndingsText() => string.Join(", ", ElectionFiles.Endings.Keys.Select(ending => "." + ending));

    // What is odd goes to the person who looks, and stands apart from the result.
    private List<string> NoticesOf(Invocation run, ElectionFile file, CountRequest request, Phrases phrases)
    {
        var notices = file.Notices.Select(notice => FaultText.Of(notice, phrases)).ToList();
        if (run.Get(_method) == CountMethod.Unspecified && RuleNames.HasMore(file.Rule))
        {
            notices.Add(phrases.Say("rule_has_more", file.Rule, Choices.WordOf(request.Method)));
        }

        if (SharedFirst(file, request.Method) is > 0 and var shared)
        {
            notices.Add(phrases.Say("shared_first", shared, file.AsRankings().Total));
        }

        foreach (var notice in notices)
        {
            run.Around.Error.WriteLine(phrases.Say("notice", notice));
        }

        return notices;
    }

    /// <summary>How many ballots put several first, where a method gives a ballot to one candidate.</summary>
    private static long SharedFirst(ElectionFile file, CountMethod method) => method is CountMethod.Plurality or CountMethod.Irv or CountMethod.Stv
        ? file.AsRankings().Ballots.Where(one => one.Ballot.Count > 1 && one.Ballot.EndOfRank(0) > 1).Sum(one => one.Count)
        : 0;

    private CountRequest RequestOf(Invocation run, ElectionFile file, Phrases phrases)
    {
        var method = MethodOf(run, file, phrases);
        var word = Choices.WordOf(method);
        if (Counter.NeedsBudget(method) && file.Budget is null)
        {
            throw new UsageException(phrases.Say("usage_needs_budget", word));
        }

        if (method == CountMethod.Score && file.Marks is null)
        {
            throw new UsageException(phrases["usage_needs_scores"]);
        }

        if (run.Get(_seats) is { } asked && (asked < 1 || asked > file.Candidates.Count || (asked > 1 && !Counter.HasSeats(method))))
        {
            var refusal = Counter.HasSeats(method) ? "usage_seats" : Counter.NeedsBudget(method) ? "usage_budget_seats" : "usage_no_seats";
            throw new UsageException(phrases.Say(refusal, word, file.Candidates.Count));
        }

        return new CountRequest(
            method,
            run.Get(_seats) ?? (Counter.HasSeats(method) ? Math.Min(file.Seats ?? 1, file.Candidates.Count) : 1),
            run.Get(_utility) == UtilityChoice.Cardinality ? EqualSharesUtility.Cardinality : EqualSharesUtility.Cost,
            run.Get(_unranked) == UnrankedChoice.Ignored ? Unranked.Ignored : Unranked.Last,
            StatusQuoOf(run, file, phrases));
    }

    private CountMethod MethodOf(Invocation run, ElectionFile file, Phrases phrases)
    {
        if (run.Get(_method) is var named and not CountMethod.Unspecified)
        {
            return named;
        }

        if (RuleNames.MethodOf(file.Rule) is { } method)
        {
            return method;
        }

        throw new UsageException(phrases.Say(file.Rule.Length == 0 ? "usage_no_rule" : "usage_unknown_rule", file.Rule));
    }

    private int? StatusQuoOf(Invocation run, ElectionFile file, Phrases phrases)
    {
        if (run.Get(_statusQuo) is not { } id)
        {
            return null;
        }

        var place = file.Candidates.Select(candidate => candidate.Id).ToList().IndexOf(id);
        return place >= 0 ? place : throw new UsageException(phrases.Say("usage_status_quo", id));
    }

    private async Task WriteAsync(Invocation run, ElectionFile file, IReadOnlyList<Block> blocks, Phrases phrases)
    {
        var title = file.Title.Length > 0 ? file.Title : Path.GetFileName(run.Get(_file));
        if (run.Get(_svg) is { } svg)
        {
            await File.WriteAllTextAsync(svg, BlockSvg.Of(title, blocks), run.Cancel).ConfigureAwait(false);
        }

        if (run.Get(_html) is { } html)
        {
            await using var press = new Press(run.Words, run.Moments);
            await File.WriteAllTextAsync(html, await press.CountAsync(new CountPrint(title, blocks)).ConfigureAwait(false), run.Cancel).ConfigureAwait(false);
        }

        if (run.Get(_export) is { } export)
        {
            if (!ElectionFiles.CanWrite(file, Path.GetExtension(export)))
            {
                throw new UsageException(phrases.Say("usage_export", export));
            }

            await using var text = new StreamWriter(export);
            ElectionFiles.Write(file, text, Path.GetExtension(export));
        }
    }
}
