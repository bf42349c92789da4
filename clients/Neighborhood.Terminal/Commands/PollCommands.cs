using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>表决: announcing, following and correcting polls.</summary>
internal static class PollCommands
{
    private const int Width = 80;

    public static Command Build(Grammar grammar)
    {
        var polls = grammar.Group(
            "polls",
            [
                List(grammar), Show(grammar), Announce(grammar), Cancel(grammar), Extend(grammar),
                LawsuitCommands.Void(grammar), LawsuitCommands.ExtendEvidence(grammar),
                RecordNotice(grammar), Roll(grammar), Entitlement(grammar), Objections(grammar),
                .. ObjectionCommands.Build(grammar), Openings(grammar), RulePacks(grammar),
                grammar.Group("ballots", [BallotsCommand.Export(grammar)]), BundleCommands.Export(grammar), WithheldCommand.Build(grammar),
                BundleCommands.NameScrutineer(grammar), BundleCommands.RemoveScrutineer(grammar),
            ]);
        polls.Aliases.Add("poll");
        return polls;
    }

    private static Command List(Grammar grammar)
    {
        var state = grammar.Choice<Poll.Types.State>("state");
        return grammar.Verb("polls list", [state], async run =>
        {
            var request = new ListPollsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), State = run.Get(state), PageSize = 100 };
            var all = await run.Client.Polls.ListAllPollsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "polls", all,
                new("id", poll => Names.Last(poll.Name), IsRight: true),
                new("state", poll => run.Words.Of(poll.State)),
                new("opens", poll => run.Moments.At(poll.OpensAt)),
                new("closes", poll => run.Moments.At(poll.ClosesAt)),
                new("voted", poll => $"{poll.Turnout?.VotedHeadcount ?? 0}/{poll.Turnout?.EntitledHeadcount ?? 0}", IsRight: true),
                new("question", poll => poll.Question));
        });
    }

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var svg = grammar.Text("svg");
        return grammar.Verb("polls show", [which, svg], async run =>
        {
            var request = new GetPollRequest { Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false) };
            var poll = await run.Client.Polls.GetPollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            var counting = new Phrases("Counting", run.Words);
            if (run.Get(svg) is { } picture)
            {
                var drawn = BlockSvg.Of(poll.Question, OutcomePicture.Of(poll, counting));
                await File.WriteAllTextAsync(picture, drawn, run.Cancel).ConfigureAwait(false);
            }

            Tell(run, poll);
            return run.IsJson
                ? ExitCode.Done
                : run.Lines(BlockLines.Of([.. QuestionPicture.Of(poll, counting), .. OutcomePicture.Of(poll, counting)], Width)
                    .Select(line => line.Plain.TrimEnd()));
        });
    }

    private static Command Announce(Grammar grammar)
    {
        var question = grammar.Text("question");
        var proposal = grammar.Text("proposal");
        var petition = grammar.Text("petition");
        var notice = grammar.Text("notice");
        var matter = grammar.Text("matter");
        var part = grammar.Text("household");
        var pack = grammar.Text("rule-pack");
        var secrecy = grammar.Choice("secrecy", Secrecy.Confidential);
        var binding = grammar.Choice("binding", BindingStatus.Advisory);
        var opens = grammar.Text("opens");
        var closes = grammar.Needed("closes");
        var questions = new QuestionOptions(grammar);
        Symbol[] symbols = [question, proposal, petition, notice, matter, part, pack, secrecy, binding, opens, closes, .. questions.All];
        return grammar.Verb("polls announce", symbols, async run =>
        {
            var request = new AnnouncePollRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Question = run.Get(question) ?? "",
                Proposal = run.Get(proposal) is { } named ? await run.NameAsync(named, "proposals").ConfigureAwait(false) : "",
                Petition = run.Get(petition) is { } called ? await run.NameAsync(called, "petitions").ConfigureAwait(false) : "",
                Notice = run.Get(notice) ?? "",
                Matter = run.Get(matter) ?? "",
                Household = run.Get(part) is { } household ? await run.NameAsync(household, "households").ConfigureAwait(false) : "",
                RulePack = run.Get(pack) ?? "",
                Secrecy = run.Get(secrecy),
                BindingStatus = run.Get(binding),
                OpensAt = run.Get(opens) is { } opening ? Times.Parse(run, opening) : null,
                ClosesAt = Times.Parse(run, run.Get(closes)!),
                Questions = { questions.Of(run, run.Get(question) ?? "") },
            };
            return Tell(run, await run.Client.Polls.AnnouncePollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Cancel(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var reason = grammar.Needed("reason");
        return grammar.Verb("polls cancel", [which, reason], async run =>
        {
            var request = new CancelPollRequest { Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false), Reason = run.Get(reason) };
            return Tell(run, await run.Client.Polls.CancelPollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Extend(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var closes = grammar.Needed("closes");
        var reason = grammar.Needed("reason");
        return grammar.Verb("polls extend", [which, closes, reason], async run =>
        {
            var request = new ExtendPollRequest
            {
                Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                ClosesAt = Times.Parse(run, run.Get(closes)!),
                Reason = run.Get(reason),
            };
            return Tell(run, await run.Client.Polls.ExtendPollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command RecordNotice(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var place = grammar.Needed("posted-place");
        var time = grammar.Needed("posted-at");
        var kind = grammar.Choice("kind", NoticeKind.PollNotice);
        var photo = grammar.Text("photo");
        return grammar.Verb("polls record-notice", [which, place, time, kind, photo], async run =>
        {
            var request = new RecordNoticeRequest
            {
                Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                Place = run.Get(place),
                PostedAt = Times.Parse(run, run.Get(time)!),
                Kind = run.Get(kind),
                PhotoSha256 = await Photos.DigestAsync(run.Get(photo) ?? "", run.Cancel).ConfigureAwait(false),
            };
            return Tell(run, await run.Client.Polls.RecordNoticeAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Roll(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var missing = grammar.Flag("missing");
        var evidence = grammar.Flag("evidence");
        return grammar.Verb("polls roll", [which, missing, evidence], async run =>
        {
            var request = new ListRollRequest
            {
                Parent = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                PageSize = 500,
                Missing = run.Get(missing),
                Evidence = run.Get(evidence),
            };
            var all = await run.Client.Polls.ListAllRollAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "entries", all,
                new("voter", entry => Names.Last(entry.Voter), IsRight: true),
                new("person", entry => entry.Person?.DisplayName ?? ""),
                new("addresses", entry => string.Join(" · ", entry.Addresses)),
                new("area", entry => entry.AreaCm2 == 0 ? "–" : Amounts.Area(entry.AreaCm2), IsRight: true),
                new("has_voted", entry => entry.Voted ? run.Phrases["yes"] : run.Phrases["no"]),
                new("held_until", entry => entry.HeldUntil is null ? "" : run.Moments.At(entry.HeldUntil)));
        });
    }

    private static Command Entitlement(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        return grammar.Verb("polls entitlement", [which], async run =>
        {
            var request = new GetMyEntitlementRequest { Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false) };
            var mine = await run.Client.Polls.GetMyEntitlementAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(
                mine,
                ("entitled", mine.Entitled ? TurnoutText.Of(run, mine.Headcount, mine.AreaCm2) : run.Phrases["no"]),
                ("reason", mine.Entitled ? "" : run.Words.Of(mine.Reason)),
                ("voted_by_me", run.Phrases[mine.Voted ? "yes" : "no"]));
        });
    }

    private static Command Openings(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        return grammar.Verb("polls openings", [which], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var poll = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var all = await run.Client.Polls.ListAllOpeningsAsync(new ListOpeningsRequest { Parent = name, PageSize = 1000 }, run.Cancel)
                .ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "openings", all,
                new("id", opening => opening.Ordinal.ToString(run.Words.Culture), IsRight: true),
                new("voter", opening => opening.Voter.ToString(run.Words.Culture), IsRight: true),
                new("choice", opening => AnswerLine.Of(run.Phrases, poll, Choice.Parser.ParseFrom(opening.Choice))));
        });
    }

    private static Command RulePacks(Grammar grammar) => grammar.Verb("polls rule-packs", [], async run =>
    {
        var request = new ListRulePacksRequest { Parent = await run.CommunityAsync().ConfigureAwait(false) };
        var read = await run.Client.Polls.ListRulePacksAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.List<RulePack>(
            "rulePacks", read.RulePacks,
            new("id", pack => pack.Id),
            new("version", pack => pack.Version),
            new("title", pack => run.Words.IsChinese ? pack.TitleZh : pack.TitleEn));
    });

    private static Command Objections(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        return grammar.Verb("polls objections", [which], async run =>
        {
            var request = new ListObjectionsRequest { Parent = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false), PageSize = 100 };
            var all = await run.Client.Polls.ListAllObjectionsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "objections", all,
                new("id", objection => Names.Last(objection.Name), IsRight: true),
                new("time", objection => run.Moments.At(objection.Time)),
                new("person", objection => objection.Objector?.DisplayName ?? ""),
                new("about", objection => run.Words.Of(objection.About)),
                new("text", objection => objection.Text),
                new("answer", objection =>
                    objection.Answered ? $"{run.Phrases[objection.Accepted ? "accepted" : "rejected"]} {objection.Answer}" : run.Phrases["unanswered"]));
        });
    }

    internal static ExitCode Tell(Invocation run, Poll poll) => run.Show(
        poll,
        ("name", poll.Name),
        ("question", poll.Question),
        ("state", run.Words.Of(poll.State)),
        ("binding", run.Words.Of(poll.BindingStatus)),
        ("secrecy", run.Words.Of(poll.Secrecy)),
        ("rule_pack", run.Words.IsChinese ? poll.RulePack?.TitleZh ?? "" : poll.RulePack?.TitleEn ?? ""),
        ("announced", run.Moments.At(poll.AnnounceTime)),
        ("objections_until", poll.ObjectionsUntil is null || poll.ObjectionsUntil.Equals(poll.AnnounceTime) ? "" : run.Moments.At(poll.ObjectionsUntil)),
        ("opens", run.Moments.At(poll.OpensAt)),
        ("closes", run.Moments.At(poll.ClosesAt)),
        ("entitled", TurnoutText.Of(run, poll.Turnout?.EntitledHeadcount ?? 0, poll.Turnout?.EntitledAreaCm2 ?? 0)),
        ("voted", TurnoutText.Of(run, poll.Turnout?.VotedHeadcount ?? 0, poll.Turnout?.VotedAreaCm2 ?? 0)),
        ("voted_by_me", poll.VotedByMe ? run.Phrases["yes"] : ""),
        ("scrutineers", string.Join(run.Phrases["comma"], poll.Scrutineers.Select(person => person.DisplayName))),
        ("gates", string.Join('\n', poll.Gates.Select(gate => GateText.Say(gate, run.Words, run.Moments)))),
        ("reason", poll.Reason),
        ("ruling", poll.Ruling is { } ruling ? LawsuitText.Say(ruling, run.Words, run.Moments) : ""),
        ("evidence", LawsuitText.Evidence(poll, run.Words, run.Moments)),
        ("posted", string.Join('\n', poll.PostedNotices.Select(notice => NoticeText.Say(notice, run.Words, run.Moments)))),
        ("proposal", poll.Proposal),
        ("struck", string.Join('\n', poll.StruckBallots.Select(struck => ResultText.Say(struck, run.Words)))),
        ("provisional", poll.Result is { Provisional: true } result ? ResultText.Provisional(result, run.Words, run.Moments) : ""),
        ("petition", poll.Petition),
        ("result", poll.Result is null ? "" : VerdictText.Of(run.Phrases, poll)));
}
