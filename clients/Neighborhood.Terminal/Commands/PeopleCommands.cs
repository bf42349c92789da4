using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Printing;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Residents, their invitations and their roles.</summary>
internal static class PeopleCommands
{
    private const int PeoplePerInvitationCall = 500;

    public static Command Residents(Grammar grammar)
    {
        var role = grammar.Choice<Role>("role");
        return grammar.Group("residents", Add(grammar), End(grammar), Erase(grammar), grammar.Verb("residents list", [role], async run =>
        {
            var all = await ResidentsAsync(run, run.Get(role)).ConfigureAwait(false);
            return run.List(
                "residents", all,
                new("name", resident => resident.Name),
                new("person", resident => resident.DisplayName),
                new("roles", resident => string.Join(' ', resident.Roles.Select(held => run.Words.Of(held)))),
                new("joined", resident => resident.Joined ? run.Moments.At(resident.JoinTime) : "–"),
                new("ended", resident => resident.EndTime is null ? "" : run.Moments.At(resident.EndTime)));
        }));
    }

    private static Command Add(Grammar grammar)
    {
        var name = grammar.Needed("display-name");
        var phone = grammar.Text("phone");
        var home = grammar.Text("household");
        return grammar.Verb("residents add", [name, phone, home], async run =>
        {
            var request = new CreateResidentRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                DisplayName = run.Get(name),
                Phone = run.Get(phone) ?? "",
                Household = run.Get(home) is { } typed ? await run.NameAsync(typed, "households").ConfigureAwait(false) : "",
            };
            return Tell(run, await run.Client.Communities.CreateResidentAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command End(Grammar grammar)
    {
        var who = grammar.Argument("resident");
        return grammar.Verb("residents end", [who], async run =>
        {
            var request = new EndResidenceRequest { Name = await run.NameAsync(run.Get(who), "residents").ConfigureAwait(false) };
            return Tell(run, await run.Client.Communities.EndResidenceAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Erase(Grammar grammar)
    {
        var who = grammar.Argument("resident");
        var yes = grammar.Flag("yes");
        return grammar.Verb("residents erase", [who, yes], async run =>
        {
            var name = await run.NameAsync(run.Get(who), "residents").ConfigureAwait(false);
            if (!run.Get(yes) && !run.IsInteractive)
            {
                throw new UsageException(run.Phrases["usage_erase"]);
            }

            if (!run.Get(yes) && !run.Confirms("ask_erase_resident", name))
            {
                return run.Say("not_erased");
            }

            var request = new EraseResidentRequest { Name = name };
            return Tell(run, await run.Client.Communities.EraseResidentAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static ExitCode Tell(Invocation run, Resident resident) => run.Show(
        resident,
        ("name", resident.Name),
        ("person", resident.DisplayName),
        ("ended", resident.EndTime is null ? "" : run.Moments.At(resident.EndTime)),
        ("evidence_until", resident.EvidenceHeldUntil is null ? "" : run.Moments.At(resident.EvidenceHeldUntil)));

    public static Command Invite(Grammar grammar)
    {
        var who = new Argument<string[]>("resident") { Description = grammar.Phrases["arg_residents"], Arity = ArgumentArity.ZeroOrMore };
        var all = grammar.Flag("all");
        var days = grammar.Value("valid-days", 0);
        var sheet = grammar.Text("sheet");
        return grammar.Verb("invite", [who, all, days, sheet], async run =>
        {
            var community = await run.CommunityAsync().ConfigureAwait(false);
            var names = await NamesAsync(run, run.Get(who), run.Get(all)).ConfigureAwait(false);
            var issued = new InviteResidentsResponse();
            foreach (var some in names.Chunk(PeoplePerInvitationCall))
            {
                var request = new InviteResidentsRequest { Parent = community, ValidDays = run.Get(days), Residents = { some } };
                issued.MergeFrom(await run.Client.Communities.InviteResidentsAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
            }

            return run.Get(sheet) is { } path ? await PrintAsync(run, community, issued, path).ConfigureAwait(false) : Tell(run, issued);
        });
    }

    public static Command Roles(Grammar grammar) =>
        grammar.Group("roles", Change(grammar, "roles grant", GrantAsync), Change(grammar, "roles revoke", RevokeAsync));

    public static Command Recovery(Grammar grammar) => grammar.Group("recovery", StartRecovery(grammar), CompleteRecovery(grammar));

    private static Command StartRecovery(Grammar grammar)
    {
        var who = grammar.Argument("resident");
        var reason = grammar.Needed("reason");
        return grammar.Verb("recovery start", [who, reason], async run =>
        {
            var name = await run.NameAsync(run.Get(who), "residents").ConfigureAwait(false);
            var request = new StartRecoveryRequest { Name = name, Reason = run.Get(reason) };
            var started = await run.Client.Communities.StartRecoveryAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(
                started,
                ("name", name),
                ("recovery_code", InvitationCodes.Grouped(started.Code)),
                ("expires", run.Moments.At(started.ExpiresAt)),
                ("hold", run.Moments.At(started.VotingHoldUntil)));
        });
    }

    private static Command CompleteRecovery(Grammar grammar)
    {
        var code = grammar.Argument("recovery-code");
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Verb("recovery complete", [code, fromStandardInput], async run =>
        {
            var password = Passwords.ReadNew(run, run.Get(fromStandardInput));
            await run.Client.CompleteRecoveryAsync(run.Get(code), password, run.Cancel).ConfigureAwait(false);
            return await SessionCommands.GreetAsync(run).ConfigureAwait(false);
        });
    }

    private static Command Change(Grammar grammar, string words, Func<Invocation, string, Role, Task<Resident>> changeAsync)
    {
        var who = grammar.Argument("resident");
        var role = grammar.NeededChoice<Role>("role");
        return grammar.Verb(words, [who, role], async run =>
        {
            var name = await run.NameAsync(run.Get(who), "residents").ConfigureAwait(false);
            var changed = await changeAsync(run, name, run.Get(role)).ConfigureAwait(false);
            return run.Show(
                changed,
                ("name", changed.Name),
                ("person", changed.DisplayName),
                ("roles", string.Join(' ', changed.Roles.Select(held => run.Words.Of(held)))));
        });
    }

    private static async Task<Resident> GrantAsync(Invocation run, string name, Role role) =>
        await run.Client.Communities.GrantRoleAsync(new GrantRoleRequest { Name = name, Role = role }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private static async Task<Resident> RevokeAsync(Invocation run, string name, Role role) =>
        await run.Client.Communities.RevokeRoleAsync(new RevokeRoleRequest { Name = name, Role = role }, cancellationToken: run.Cancel).ConfigureAwait(false);

    private static async Task<List<Resident>> ResidentsAsync(Invocation run, Role role)
    {
        var request = new ListResidentsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), Role = role, PageSize = 200 };
        return await run.Client.Communities.ListAllResidentsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
    }

    /// <summary>Those named, or with --all everybody who has not joined yet.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(Invocation run, string[] typed, bool all)
    {
        if (all == typed.Length > 0)
        {
            throw new UsageException(run.Phrases["usage_invite"]);
        }

        if (all)
        {
            var residents = await ResidentsAsync(run, Role.Unspecified).ConfigureAwait(false);
            return [.. residents.Where(resident => resident is { Joined: false, EndTime: null, Erased: false }).Select(resident => resident.Name)];
        }

        return await Task.WhenAll(typed.Select(name => run.NameAsync(name, "residents"))).ConfigureAwait(false);
    }

    private static ExitCode Tell(Invocation run, InviteResidentsResponse issued) => run.List<IssuedInvitation>(
        "invitations", issued.Invitations,
        new("name", one => one.Invitation.Name),
        new("person", one => one.Invitation.Resident.DisplayName),
        new("home", one => one.Invitation.Address),
        new("code", one => InvitationCodes.Grouped(one.Code)),
        new("expires", one => run.Moments.At(one.Invitation.ExpiresAt)));

    private static async Task<ExitCode> PrintAsync(Invocation run, string community, InviteResidentsResponse issued, string path)
    {
        var where = await run.Client.Communities.GetCommunityAsync(
            new GetCommunityRequest { Name = community }, cancellationToken: run.Cancel).ConfigureAwait(false);
        await using var press = new Press(run.Words, run.Moments);
        var sheet = await press.InvitationsAsync(new InvitationSheet(where.Title, run.Client.Address, [.. issued.Invitations])).ConfigureAwait(false);
        return await OutputFile.WriteAsync(run, path, sheet, isPrivate: true).ConfigureAwait(false);
    }
}
