using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using State = Neighborhood.V1.Device.Types.State;

namespace Neighborhood.Terminal.Commands;

/// <summary>The devices that sign one's ballots. A further one is approved by typing the code it shows, so that nobody approves without comparing.</summary>
internal static class DeviceCommands
{
    public static Command Build(Grammar grammar) => grammar.Group("devices", List(grammar), Add(grammar), Approve(grammar), Revoke(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("devices list", [], async run =>
    {
        var devices = await MineAsync(run).ConfigureAwait(false);
        var here = new HashSet<string>();
        foreach (var device in devices)
        {
            if (await run.Client.MyDevices.IsThisAsync(device, run.Cancel).ConfigureAwait(false))
            {
                here.Add(device.Name);
            }
        }

        return run.List(
            "devices", devices,
            new("id", device => device.Name.Split('/')[^1]),
            new("this", device => here.Contains(device.Name) ? "*" : ""),
            new("device_code", CodeOf),
            new("state", device => run.Words.Of(device.State)),
            new("active_from", device => device.ActiveFrom is null ? "" : run.Moments.At(device.ActiveFrom)));
    });

    private static Command Add(Grammar grammar) => grammar.Verb("devices add", [], async run =>
    {
        var community = await run.CommunityAsync().ConfigureAwait(false);
        return Show(run, await run.Client.MyDevices.RegisterAsync(community, run.Cancel).ConfigureAwait(false));
    });

    private static Command Approve(Grammar grammar)
    {
        var typed = grammar.Argument("device-code");
        return grammar.Verb("devices approve", [typed], async run =>
        {
            var code = Normal(run.Get(typed));
            var waiting = (await MineAsync(run).ConfigureAwait(false))
                .Find(device => device.State == State.Waiting && Normal(CodeOf(device)) == code)
                ?? throw new UsageException(run.Phrases["device_no_such_code"]);
            try
            {
                return Show(run, await run.Client.MyDevices.ApproveAsync(waiting, run.Cancel).ConfigureAwait(false));
            }
            catch (InvalidOperationException)
            {
                throw new UsageException(run.Phrases["device_not_here"]);
            }
        });
    }

    private static Command Revoke(Grammar grammar)
    {
        var which = grammar.Argument("device");
        return grammar.Verb("devices revoke", [which], async run =>
        {
            var typed = run.Get(which);
            var name = typed.StartsWith("communities/", StringComparison.Ordinal) ? typed : $"{await ResidentAsync(run).ConfigureAwait(false)}/devices/{typed}";
            var request = new RevokeDeviceRequest { Name = name };
            return Show(run, await run.Client.Devices.RevokeDeviceAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static ExitCode Show(Invocation run, Device device)
    {
        var code = run.Show(
            device,
            ("device", device.Name),
            ("device_code", device.PublicKey.IsEmpty ? "" : CodeOf(device)),
            ("state", run.Words.Of(device.State)),
            ("active_from", device.ActiveFrom is null ? "" : run.Moments.At(device.ActiveFrom)));
        return device.State == State.Waiting && !run.IsJson ? run.Say("device_waits", CodeOf(device)) : code;
    }

    private static async Task<List<Device>> MineAsync(Invocation run) =>
        await run.Client.MyDevices.ListAsync(await ResidentAsync(run).ConfigureAwait(false), run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);

    private static async Task<string> ResidentAsync(Invocation run) =>
        await run.ResidentAsync(await run.CommunityAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static string CodeOf(Device device) => DeviceKey.CodeOf(device.PublicKey.Span);

    /// <summary>Case, hyphens and spaces do not matter, and O, I and L are the digits they look like.</summary>
    private static string Normal(string code) => string.Concat(code.ToUpperInvariant().Where(char.IsLetterOrDigit).Select(letter => letter switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => letter,
    }));
}
