using System.CommandLine;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Signing in and out, the first operator, and what is held about oneself.</summary>
internal static class SessionCommands
{
    public static IEnumerable<Command> Build(Grammar grammar) =>
        [SignIn(grammar), SignOut(grammar), Redeem(grammar), Bootstrap(grammar), ChangePassword(grammar), Export(grammar), Account(grammar)];

    private static Command SignIn(Grammar grammar)
    {
        var user = grammar.Argument("user-name");
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Verb("sign-in", [user, fromStandardInput], async run =>
        {
            await run.Client.SignInAsync(run.Get(user), Passwords.Read(run, run.Get(fromStandardInput)), run.Cancel).ConfigureAwait(false);
            return await GreetAsync(run).ConfigureAwait(false);
        });
    }

    private static Command SignOut(Grammar grammar)
    {
        var all = grammar.Flag("all-sessions");
        return grammar.Verb("sign-out", [all], async run =>
        {
            await run.Client.SignOutAsync(run.Get(all), run.Cancel).ConfigureAwait(false);
            return run.IsJson ? run.Json(new System.Text.Json.Nodes.JsonObject { ["signedOut"] = true }) : run.Say("signed_out");
        });
    }

    private static Command Redeem(Grammar grammar)
    {
        var code = grammar.Argument("invitation-code");
        var user = grammar.Text("user");
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Verb("redeem", [code, user, fromStandardInput], async run =>
        {
            if (run.Get(user) is { } name)
            {
                await run.Client.RedeemInvitationAsync(
                    run.Get(code), name, Passwords.ReadNew(run, run.Get(fromStandardInput)), run.Cancel).ConfigureAwait(false);
                return await GreetAsync(run).ConfigureAwait(false);
            }

            if (run.Client.Session is null)
            {
                throw new UsageException(run.Phrases["usage_redeem_user"]);
            }

            await run.Client.JoinAsync(run.Get(code), run.Cancel).ConfigureAwait(false);
            return await GreetAsync(run).ConfigureAwait(false);
        });
    }

    private static Command Bootstrap(Grammar grammar)
    {
        var code = grammar.Argument("operator-code");
        var user = grammar.Needed("user");
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Verb("bootstrap", [code, user, fromStandardInput], async run =>
        {
            var password = Passwords.ReadNew(run, run.Get(fromStandardInput));
            await run.Client.BootstrapOperatorAsync(run.Get(code), run.Get(user)!, password, run.Cancel).ConfigureAwait(false);
            return await GreetAsync(run).ConfigureAwait(false);
        });
    }

    private static Command Export(Grammar grammar)
    {
        var file = grammar.Text("output", "-o");
        return grammar.Verb("export-my-data", [file], async run =>
        {
            var exported = await run.Client.Identity.ExportMyDataAsync(new ExportMyDataRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Get(file) is { } path
                ? await OutputFile.WriteAsync(run, path, exported.Json, isPrivate: true).ConfigureAwait(false)
                : run.Lines([exported.Json]);
        });
    }

    private static Command ChangePassword(Grammar grammar)
    {
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Verb("change-password", [fromStandardInput], async run =>
        {
            var request = new ChangePasswordRequest
            {
                CurrentPassword = Passwords.Read(run, run.Get(fromStandardInput)),
                NewPassword = Passwords.ReadNew(run, run.Get(fromStandardInput)),
            };
            var changed = await run.Client.Identity.ChangePasswordAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.IsJson ? run.Json(Invocation.NodeOf(changed)) : run.Say("password_changed");
        });
    }

    private static Command Account(Grammar grammar)
    {
        var named = grammar.Argument("account");
        named.DefaultValueFactory = _ => "";
        var yes = grammar.Flag("yes");
        var fromStandardInput = grammar.Flag("password-stdin");
        return grammar.Group("account", grammar.Verb("account erase", [named, yes, fromStandardInput], async run =>
        {
            var account = run.Get(named);
            if (!run.Get(yes) && !Confirm(run, account))
            {
                return run.Say("not_erased");
            }

            await (account.Length == 0
                ? run.Client.EraseAccountAsync(Passwords.Read(run, run.Get(fromStandardInput)), run.Cancel)
                : run.Client.Identity.EraseAccountAsync(new EraseAccountRequest { Account = account }, cancellationToken: run.Cancel).ResponseAsync)
                .ConfigureAwait(false);
            return run.IsJson ? run.Json(new System.Text.Json.Nodes.JsonObject { ["erased"] = true }) : run.Say("erased");
        }));
    }

    private static bool Confirm(Invocation run, string account)
    {
        if (!run.IsInteractive)
        {
            throw new UsageException(run.Phrases["usage_erase"]);
        }

        return run.Confirms("ask_erase", account.Length == 0 ? run.Client.Session?.Account : account);
    }

    /// <summary>Shows whom the session is of.</summary>
    public static async Task<ExitCode> GreetAsync(Invocation run)
    {
        var me = await run.Client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.Show(
            me,
            ("user", me.UserName),
            ("account", me.Account),
            ("operator", me.Operator ? run.Phrases["yes"] : ""),
            ("memberships", string.Join(
                '\n', me.Memberships.Select(membership => $"{membership.CommunityTitle}  {membership.Community}  {membership.DisplayName}"))),
            ("hold", me.VotingHoldUntil is null ? "" : run.Moments.At(me.VotingHoldUntil)));
    }
}
