using System.Collections.Immutable;
using Neighborhood.Rules.Proofs;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The devices that sign my ballots. A further one is approved by typing the code it shows.</summary>
public sealed class DevicesPresenter(Workspace workspace) : ListPresenter<Device, string>(workspace, workspace.Visitor.Resident)
{
    // The name of the device that is this computer.
    private string here = "";

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("a", "device_approve", Approve, WhenNothingSelected ?? When(Current!.State != Device.Types.State.Waiting, "disabled_device_not_waiting")),
        new Command("x", "device_revoke", Revoke, WhenNothingSelected ?? When(Current!.State == Device.Types.State.Revoked, "disabled_device_revoked")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Tell(words["devices_text"], Tone.Muted, indent: 1);
        page.Gap();
        foreach (var device in State.Items)
        {
            Show(page, device, words);
        }

        ListText.End(page, State, words);
        return page.Page(words["account_devices"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Device item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Device>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Devices.ListDevicesAsync(
            new ListDevicesRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        foreach (var device in read.Devices)
        {
            if (await Server.IsThisDeviceAsync(device, cancellation).ConfigureAwait(false))
            {
                here = device.Name;
            }
        }

        return new ListPage<Device>(read.Devices, read.NextPageToken);
    }

    private static string CodeOf(Device device) => DeviceKey.CodeOf(device.PublicKey.Span);

    private string Here(Device device, Words words) => device.Name == here ? words["device_here"] : "";

    private static Tone ToneOf(Device.Types.State state) => state switch
    {
        Device.Types.State.Active => Tone.Good,
        Device.Types.State.Waiting or Device.Types.State.OnHold => Tone.Warning,
        _ => Tone.Muted,
    };

    private void Show(PageWriter page, Device device, Words words)
    {
        page.Add(TableRow.Of(
            page.Width, new Cell(words.Of(device.State), 9, ToneOf(device.State)), new Cell(CodeOf(device) + Here(device, words), 0, Tone.Accent),
            new Cell(words.Say("device_registered", Workspace.Moments.Brief(device.RegisterTime)), 24, Tone.Muted, IsRight: true)).At(device.Name));
        if (device.State == Device.Types.State.OnHold)
        {
            page.Tell(words.Say("device_active_from", Workspace.Moments.At(device.ActiveFrom)), Tone.Warning, indent: 3, item: device.Name);
        }

        if (device.Recovered)
        {
            page.Tell(words["device_recovered"], Tone.Warning, indent: 3, item: device.Name);
        }
    }

    private void Approve()
    {
        var device = Current!;
        Navigator.Open(new FormPresenter(
            Workspace, "device_approve", [new Field("code", "field_device_code") { IsRequired = true, MaxLength = 40 }],
            async (form, cancellation) =>
            {
                if (Letters(form["code"]) != Letters(CodeOf(device)))
                {
                    throw Fields.Refusal("code", Workspace.Words["device_code_differs"]);
                }

                await ApproveAsync(device, cancellation).ConfigureAwait(false);
                return Navigator.Back;
            })
        { Introduction = words => words["device_approve_text"] });
    }

    private async Task ApproveAsync(Device device, CancellationToken cancellation)
    {
        try
        {
            await Server.ApproveDeviceAsync(device, cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            throw Fields.Refusal("code", Workspace.Words["device_cannot_approve"]);
        }
    }

    private void Revoke()
    {
        var (name, device) = (Selected!, Current!);
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "device_revoke",
            [
                new Confirmation(words => CodeOf(device) + Here(device, words), Tone.Title),
                new Confirmation(words => words["device_revoke_text"], Tone.Warning),
            ],
            "device_revoke",
            cancellation => Server.Devices.RevokeDeviceAsync(new RevokeDeviceRequest { Name = name }, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }

    private static string Letters(string code) => string.Concat(code.ToUpperInvariant().Where(char.IsLetterOrDigit));
}
