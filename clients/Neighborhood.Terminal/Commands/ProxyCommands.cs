using System.CommandLine;
using System.Security.Cryptography;
using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Naming somebody to vote in one's place, and recording such authorisations from paper.</summary>
internal static class ProxyCommands
{
    private const string Month = "+30d";

    public static Command Build(Grammar grammar) => grammar.Group("proxies", List(grammar), Give(grammar), Record(grammar), Revoke(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("proxies list", [], async run =>
    {
        var request = new ListProxiesRequest { Parent = await run.CommunityAsync().ConfigureAwait(false) };
        var proxies = await run.Client.Proxies.ListAllProxiesAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "proxies", proxies,
            new("id", proxy => proxy.Name.Split('/')[^1]),
            new("principal", proxy => proxy.Principal.DisplayName),
            new("holder", proxy => proxy.Holder.DisplayName),
            new("scope", proxy => string.Join(' ', [.. proxy.Polls, .. proxy.Matters])),
            new("expires", proxy => run.Moments.At(proxy.ValidUntil)),
            new("recorded_by", proxy => proxy.RecordedBy?.DisplayName ?? ""),
            new("revoked", proxy => proxy.RevokeTime is null ? "" : run.Moments.At(proxy.RevokeTime)));
    });

    private static Command Give(Grammar grammar)
    {
        var (who, poll, matter, until) = Terms(grammar);
        return grammar.Verb("proxies give", [who, poll, matter, until], async run =>
        {
            var request = await RequestAsync(run, run.Get(who), run.Get(poll), run.Get(matter), run.Get(until)).ConfigureAwait(false);
            return Show(run, await run.Client.AuthorizeProxyAsync(request, run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Record(Grammar grammar)
    {
        var (who, poll, matter, until) = Terms(grammar);
        var principal = grammar.Needed("principal");
        var letter = grammar.Needed("letter");
        return grammar.Verb("proxies record", [who, principal, letter, poll, matter, until], async run =>
        {
            var request = await RequestAsync(run, run.Get(who), run.Get(poll), run.Get(matter), run.Get(until)).ConfigureAwait(false);
            request.Principal = await run.NameAsync(run.Get(principal)!, "residents").ConfigureAwait(false);
            request.DocumentHash = ByteString.CopyFrom(await HashAsync(run.Get(letter)!, run.Cancel).ConfigureAwait(false));
            return Show(run, await run.Client.Proxies.AuthorizeProxyAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Revoke(Grammar grammar)
    {
        var which = grammar.Argument("proxy");
        return grammar.Verb("proxies revoke", [which], async run =>
        {
            var request = new RevokeProxyRequest { Name = await run.NameAsync(run.Get(which), "proxies").ConfigureAwait(false) };
            return Show(run, await run.Client.Proxies.RevokeProxyAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static (Argument<string> Who, Option<string?> Poll, Option<string?> Matter, Option<string?> Until) Terms(Grammar grammar) =>
        (grammar.Argument("proxy-resident"), grammar.Text("only-poll"), grammar.Text("matter"), grammar.Text("valid-until"));

    private static async Task<AuthorizeProxyRequest> RequestAsync(Invocation run, string who, string? poll, string? matter, string? until)
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = await run.CommunityAsync().ConfigureAwait(false),
            Proxy = await run.NameAsync(who, "residents").ConfigureAwait(false),
            ValidUntil = Times.Parse(run, until ?? Month),
        };
        if (poll is not null)
        {
            request.Polls.Add(await run.NameAsync(poll, "polls").ConfigureAwait(false));
        }

        if (matter is not null)
        {
            request.Matters.Add(matter);
        }

        return request;
    }

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false);
    }

    private static ExitCode Show(Invocation run, Proxy proxy) => run.Show(
        proxy,
        ("name", proxy.Name),
        ("principal", proxy.Principal.DisplayName),
        ("holder", proxy.Holder.DisplayName),
        ("scope", string.Join('\n', [.. proxy.Polls, .. proxy.Matters])),
        ("expires", run.Moments.At(proxy.ValidUntil)),
        ("recorded_by", proxy.RecordedBy?.DisplayName ?? ""),
        ("revoked", proxy.RevokeTime is null ? "" : run.Moments.At(proxy.RevokeTime)));
}
