using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Terminal.Commands;

/// <summary>老旧小区改造: the menu of items, each household's share, and how far each item is.</summary>
internal static class RenovationCommands
{
    public static Command Build(Grammar grammar) => grammar.Group(
        "renovation", List(grammar), Show(grammar), Item(grammar), Shares(grammar), Draft(grammar), Edit(grammar), Publish(grammar),
        Announce(grammar), Vote(grammar), Budget(grammar), Progress(grammar), Withdraw(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("renovation list", [], async run =>
    {
        var request = new ListMenusRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), PageSize = 50 };
        var all = await run.Client.Renovation.ListAllMenusAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "menus", all,
            new("id", menu => Names.Last(menu.Name), IsRight: true),
            new("version", menu => VersionOf(run, menu), IsRight: true),
            new("time", menu => run.Moments.At(menu.PublishTime)),
            new("items", menu => Amounts.Count(menu.Items.Count), IsRight: true),
            new("title", menu => menu.Title));
    });

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("menu");
        return grammar.Verb("renovation show", [which], async run =>
        {
            var request = new GetMenuRequest { Name = await run.NameAsync(run.Get(which), "menus").ConfigureAwait(false) };
            return Tell(run, await run.Client.Renovation.GetMenuAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Item(Grammar grammar)
    {
        var which = grammar.Argument("item");
        return grammar.Verb("renovation item", [which], async run =>
        {
            var request = new GetItemRequest { Name = await NameAsync(run, which).ConfigureAwait(false) };
            return Tell(run, await run.Client.Renovation.GetItemAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Shares(Grammar grammar)
    {
        var which = grammar.Argument("item");
        return grammar.Verb("renovation shares", [which], async run =>
        {
            var request = new ListSharesRequest { Parent = await NameAsync(run, which).ConfigureAwait(false), PageSize = 500 };
            var all = await run.Client.Renovation.ListAllSharesAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "shares", all,
                new("home", CostText.HomeOf),
                new("area", share => Amounts.Area(share.AreaCm2), IsRight: true),
                new("owners_pay", share => Amounts.Money(share.OwnersFen), IsRight: true),
                new("fund_pays", share => Amounts.Money(share.MaintenanceFundFen), IsRight: true),
                new("unsold", share => share.Unsold ? run.Phrases["yes"] : ""));
        });
    }

    private static Command Draft(Grammar grammar)
    {
        var file = grammar.Argument("menu-file");
        return grammar.Verb("renovation draft", [file], async run =>
        {
            var menu = MenuFiles.Read(run, run.Get(file));
            var request = new CreateMenuRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Title = menu.Title,
                Items = { menu.Items.Select(item => MenuFiles.DraftOf(item, "")) },
            };
            return Tell(run, await run.Client.Renovation.CreateMenuAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Edit(Grammar grammar)
    {
        var which = grammar.Argument("menu");
        var file = grammar.Argument("menu-file");
        return grammar.Verb("renovation edit", [which, file], async run =>
        {
            var menu = MenuFiles.Read(run, run.Get(file));
            var name = await run.NameAsync(run.Get(which), "menus").ConfigureAwait(false);
            var request = new UpdateMenuRequest
            {
                Name = name,
                Title = menu.Title,
                Items = { menu.Items.Select(item => MenuFiles.DraftOf(item, name)) },
                Etag = await EtagAsync(run, name).ConfigureAwait(false),
            };
            return Tell(run, await run.Client.Renovation.UpdateMenuAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Publish(Grammar grammar)
    {
        var which = grammar.Argument("menu");
        return grammar.Verb("renovation publish", [which], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "menus").ConfigureAwait(false);
            var request = new PublishMenuRequest { Name = name, Etag = await EtagAsync(run, name).ConfigureAwait(false) };
            return Tell(run, await run.Client.Renovation.PublishMenuAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Announce(Grammar grammar)
    {
        var which = grammar.Argument("item");
        var starts = grammar.Needed("starts");
        var ends = grammar.Needed("ends");
        var note = grammar.Text("note");
        return grammar.Verb("renovation announce", [which, starts, ends, note], async run =>
        {
            var request = new AnnounceItemRequest
            {
                Name = await NameAsync(run, which).ConfigureAwait(false),
                StartsAt = Times.Parse(run, run.Get(starts)!),
                EndsAt = Times.Parse(run, run.Get(ends)!),
                Note = run.Get(note) ?? "",
            };
            return Tell(run, await run.Client.Renovation.AnnounceItemAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Vote(Grammar grammar)
    {
        var which = grammar.Argument("item");
        var secrecy = grammar.Choice("secrecy", Secrecy.Confidential);
        var binding = grammar.Choice("binding", BindingStatus.PaperBinding);
        var opens = grammar.Text("opens");
        var closes = grammar.Needed("closes");
        var note = grammar.Text("note");
        return grammar.Verb("renovation vote", [which, secrecy, binding, opens, closes, note], async run =>
        {
            var request = new PutItemToVoteRequest
            {
                Name = await NameAsync(run, which).ConfigureAwait(false),
                Secrecy = run.Get(secrecy),
                BindingStatus = run.Get(binding),
                OpensAt = run.Get(opens) is { } opening ? Times.Parse(run, opening) : null,
                ClosesAt = Times.Parse(run, run.Get(closes)!),
                Note = run.Get(note) ?? "",
            };
            return Tell(run, await run.Client.Renovation.PutItemToVoteAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Budget(Grammar grammar)
    {
        var which = grammar.Argument("menu");
        var items = grammar.Several("budget-item");
        var yuan = grammar.Value("budget-yuan", 0m);
        var matter = grammar.Needed("petition-matter");
        var kind = grammar.Choice("ballot-kind", BallotKind.BudgetApproval);
        var method = grammar.Choice("counting", CountingMethod.EqualShares);
        var secrecy = grammar.Choice("secrecy", Secrecy.Confidential);
        var binding = grammar.NeededChoice<BindingStatus>("binding");
        var opens = grammar.Text("opens");
        var closes = grammar.Needed("closes");
        var note = grammar.Text("note");
        return grammar.Verb("renovation budget", [which, items, yuan, matter, kind, method, secrecy, binding, opens, closes, note], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "menus").ConfigureAwait(false);
            var menu = await run.Client.Renovation.GetMenuAsync(new GetMenuRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var request = new PutItemsToBudgetRequest
            {
                Name = name,
                Items = { run.Get(items)! is [_, ..] typed ? typed.Select(item => $"{name}/items/{Names.Last(item)}") : MenuText.ForBudget(menu) },
                BudgetFen = (long)(run.Get(yuan) * 100),
                Matter = run.Get(matter),
                Kind = run.Get(kind),
                Method = run.Get(method),
                Secrecy = run.Get(secrecy),
                BindingStatus = run.Get(binding),
                OpensAt = run.Get(opens) is { } opening ? Times.Parse(run, opening) : null,
                ClosesAt = Times.Parse(run, run.Get(closes)!),
                Note = run.Get(note) ?? "",
            };
            return Tell(run, await run.Client.Renovation.PutItemsToBudgetAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Progress(Grammar grammar)
    {
        var which = grammar.Argument("item");
        var stage = grammar.NeededChoice<Stage>("stage");
        var note = grammar.Text("note");
        return grammar.Verb("renovation progress", [which, stage, note], async run =>
        {
            var request = new RecordProgressRequest
            {
                Name = await NameAsync(run, which).ConfigureAwait(false),
                Stage = run.Get(stage),
                Note = run.Get(note) ?? "",
            };
            return Tell(run, await run.Client.Renovation.RecordProgressAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Withdraw(Grammar grammar)
    {
        var which = grammar.Argument("item");
        var reason = grammar.Needed("reason");
        return grammar.Verb("renovation withdraw", [which, reason], async run =>
        {
            var request = new WithdrawItemRequest { Name = await NameAsync(run, which).ConfigureAwait(false), Reason = run.Get(reason) };
            return Tell(run, await run.Client.Renovation.WithdrawItemAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Task<string> NameAsync(Invocation run, Argument<string> which) => run.NameAsync(run.Get(which), "menus", "items");

    private static async Task<string> EtagAsync(Invocation run, string menu) =>
        (await run.Client.Renovation.GetMenuAsync(new GetMenuRequest { Name = menu }, cancellationToken: run.Cancel).ConfigureAwait(false)).Etag;

    private static string VersionOf(Invocation run, RenovationMenu menu) =>
        (menu.Version == 0 ? "" : $"{menu.Version}") + (menu.Draft is null ? "" : run.Phrases["menu_has_draft"]);

    private static ExitCode Tell(Invocation run, RenovationMenu menu)
    {
        if (run.IsJson)
        {
            return run.Json(Invocation.NodeOf(menu));
        }

        run.Facts(
            ("name", menu.Name), ("title", menu.Title), ("version", VersionOf(run, menu)),
            ("time", menu.PublishTime is null ? "" : run.Moments.At(menu.PublishTime)));
        if (menu.Items.Count > 0)
        {
            run.Lines([""]);
            run.List(
                "items", [.. menu.Items.OrderBy(item => item.Class)],
                new("id", item => Names.Last(item.Name), IsRight: true),
                new("class", item => run.Words.Of(item.Class)),
                new("state", item => run.Words.Of(item.Stage)),
                new("cost", item => Amounts.Money(item.CostFen), IsRight: true),
                new("my_share", item => item.MyShares.Count == 0 ? "–" : Amounts.Money(CostText.MineFen(item)), IsRight: true),
                new("title", item => item.Title));
        }

        return menu.Draft is null ? ExitCode.Done : TellDraft(run, menu.Draft);
    }

    private static ExitCode TellDraft(Invocation run, MenuDraft draft)
    {
        run.Lines(["", run.Phrases.Say("menu_draft", draft.Title)]);
        return run.List(
            "draft", [.. draft.Items.OrderBy(item => item.Class)],
            new("id", item => Names.Last(item.Name), IsRight: true),
            new("class", item => run.Words.Of(item.Class)),
            new("funding", item => CostText.FundingOf(item.Funding, run.Words)),
            new("title", item => item.Title));
    }

    private static ExitCode Tell(Invocation run, RenovationItem item) => run.Show(
        item,
        [
            ("name", item.Name),
            ("title", item.Title),
            ("class", run.Words.Of(item.Class)),
            ("state", run.Words.Of(item.Stage)),
            ("meaning", item.Meaning),
            ("cost", Amounts.Money(item.CostFen)),
            ("funding", CostText.FundingOf(item.Funding, run.Words)),
            ("scope", CostText.PlacesOf(item.Places, run.Words)),
            ("households", Amounts.Count(item.Households)),
            ("area", Amounts.Area(item.AreaCm2)),
            ("shares_of", run.Words[item.Sealed ? "shares_sealed" : "shares_now"]),
            .. item.MyShares.Select(share => ("my_share", $"{CostText.HomeOf(share)}  {CostText.ShareOf(share, run.Words)}")),
            ("matter", item.Matter),
            ("poll", item.Poll),
            ("starts", item.StartsAt is null ? "" : run.Moments.At(item.StartsAt)),
            ("ends", item.EndsAt is null ? "" : run.Moments.At(item.EndsAt)),
            .. item.History.Select(happened => ("history", $"{run.Moments.At(happened.Time)}  {run.Words.Of(happened.Stage)}  {happened.Note}".TrimEnd())),
        ]);
}
