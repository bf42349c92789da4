using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using State = Neighborhood.V1.Device.Types.State;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class DeviceTests : IDisposable
{
    private const string Me = "communities/xihu/residents/5";

    private readonly Prompt _prompt = new() { Input = "a long secret\n" };
    private readonly List<Device> _devices = [];
    private readonly Device _waiting;
    private ApproveDeviceRequest? _approved;
    private string _revoked = "";

    public DeviceTests()
    {
        using var other = DeviceKey.Import(new byte[DeviceKey.Size]);
        _waiting = new Device { Name = $"{Me}/devices/30", PublicKey = ByteString.CopyFrom(other.PublicKey.Span), State = State.Waiting };
        _prompt.Server.On<SignInRequest>("Identity/SignIn", _ => new Session
        {
            Account = "accounts/7",
            AccessToken = "first",
            AccessTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddMinutes(10)),
        });
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me
        {
            Account = "accounts/7",
            Memberships = { new Membership { Community = "communities/xihu", Resident = Me } },
        });
        _prompt.Server.On<RegisterDeviceRequest>("Devices/RegisterDevice", request =>
        {
            _devices.Add(new Device { Name = $"{Me}/devices/20", PublicKey = request.PublicKey, State = State.Active });
            return _devices[^1];
        });
        _prompt.Server.On<ListDevicesRequest>("Devices/ListDevices", _ => new ListDevicesResponse { Devices = { _devices } });
        _prompt.Server.On<ApproveDeviceRequest>("Devices/ApproveDevice", request =>
        {
            _approved = request;
            return new Device(_waiting) { State = State.Active };
        });
        _prompt.Server.On<RevokeDeviceRequest>("Devices/RevokeDevice", request =>
        {
            _revoked = request.Name;
            return new Device(_waiting) { Name = request.Name, State = State.Revoked };
        });
    }

    private string Code => DeviceKey.CodeOf(_waiting.PublicKey.Span);

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task A_device_is_approved_by_typing_the_code_that_it_shows()
    {
        await HaveThisComputerAsync();
        Assert.Equal(0, await _prompt.RunAsync("devices", "approve", Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        var own = _devices[0].PublicKey.Span;
        Assert.Equal((_waiting.Name, $"{Me}/devices/20"), (_approved!.Name, _approved.ApprovedBy));
        var statement = SignedStatement.Approval("communities/xihu", 5, 20, _waiting.PublicKey.Span);
        Assert.True(DeviceKey.Verify(own, statement, _approved.ApprovalSignature.Span));
    }

    [Fact]
    public async Task Another_code_approves_nothing()
    {
        await HaveThisComputerAsync();
        var wrong = (Code[0] == '0' ? '1' : '0') + Code[1..];
        Assert.Equal(2, await _prompt.RunAsync("devices", "approve", wrong));
        Assert.Contains("核对", _prompt.Error, StringComparison.Ordinal);
        Assert.Null(_approved);
    }

    [Fact]
    public async Task The_list_shows_which_device_is_here_and_what_each_code_is()
    {
        await HaveThisComputerAsync();
        Assert.Equal(0, await _prompt.RunAsync("devices", "list"));
        var lines = _prompt.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^20 +\* ", lines[1]);
        Assert.Contains(Code, lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("*", lines[2], StringComparison.Ordinal);
        await _prompt.RunAsync("devices", "list", "--json");
        using var json = JsonDocument.Parse(_prompt.Out);
        Assert.Equal(2, json.RootElement.GetProperty("devices").GetArrayLength());
    }

    [Fact]
    public async Task A_lost_device_is_revoked_by_its_number()
    {
        await HaveThisComputerAsync();
        Assert.Equal(0, await _prompt.RunAsync("devices", "revoke", "30"));
        Assert.Equal(_waiting.Name, _revoked);
    }

    private async Task HaveThisComputerAsync()
    {
        await _prompt.RunAsync("sign-in", "lin", "--password-stdin");
        Assert.Equal(0, await _prompt.RunAsync("devices", "add"));
        _devices.Add(_waiting);
    }
}
