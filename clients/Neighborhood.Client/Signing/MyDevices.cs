using Grpc.Core;
using Neighborhood.Client.Sessions;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Client.Signing;

/// <summary>
/// This computer as a device of whoever is signed in: its key, which never leaves it, and its place among the person's devices. The key is made when an
/// invitation is redeemed or an account recovered, and signs every ballot that is cast.
/// </summary>
public sealed class MyDevices
{
    private readonly Uri _server;
    private readonly string _folder;
    private readonly SessionKeeper _sessions;
    private readonly Devices.DevicesClient _devices;
    private readonly Identity.IdentityClient _identity;

    internal MyDevices(Uri server, string folder, SessionKeeper sessions, Devices.DevicesClient devices, Identity.IdentityClient identity) =>
        (_server, _folder, _sessions, _devices, _identity) = (server, folder, sessions, devices, identity);

    /// <summary>Puts this computer on record in a community where it is not, and tells how it stands there: it may wait for approval, or be on hold.</summary>
    /// <param name="community">communities/{community}</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">Nobody is signed in, or not as somebody of this community.</exception>
    public async Task<Device> RegisterAsync(string community, CancellationToken cancellationToken = default)
    {
        var me = await _identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancellationToken).ConfigureAwait(false);
        var membership = me.Memberships.FirstOrDefault(membership => membership.Community == community)
            ?? throw new InvalidOperationException($"Nobody of {community} is signed in.");
        return await RegisterAsync(membership, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A person's devices, oldest first, with those that wait for approval.</summary>
    /// <param name="resident">communities/{community}/residents/{resident}</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IAsyncEnumerable<Device> ListAsync(string resident, CancellationToken cancellationToken = default) =>
        _devices.ListAllDevicesAsync(new ListDevicesRequest { Parent = resident }, cancellationToken);

    /// <summary>
    /// Approves a waiting device with the key of this computer. Do it only after the person has compared <see cref="DeviceKey.CodeOf"/> on both
    /// screens: the server carries the key, and could carry another.
    /// </summary>
    /// <exception cref="InvalidOperationException">This computer is no active device itself.</exception>
    public async Task<Device> ApproveAsync(Device waiting, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var (community, resident, _) = Parts(waiting.Name);
        var signer = await FindSignerAsync(community, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("This computer is no active device itself.");
        using var key = DeviceKey.Import(signer.PrivateKey);
        var (_, _, own) = Parts(signer.Device);
        var request = new ApproveDeviceRequest
        {
            Name = waiting.Name,
            ApprovedBy = signer.Device,
            ApprovalSignature = Bytes(key.Sign(SignedStatement.Approval(community, resident, own, waiting.PublicKey.Span))),
        };
        return await _devices.ApproveDeviceAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The authorisation with the signature of this computer.</summary>
    internal async Task<AuthorizeProxyRequest> SignAsync(AuthorizeProxyRequest request, CancellationToken cancel)
    {
        var signer = await FindSignerAsync(request.Parent, cancel).ConfigureAwait(false) ?? await MakeSignerAsync(request.Parent, cancel).ConfigureAwait(false);
        var (community, principal, _) = Parts(signer.Device);
        var until = (request.ValidUntil?.ToDateTime().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond ?? 0;
        using var key = DeviceKey.Import(signer.PrivateKey);
        var statement = SignedStatement.Proxy(community, principal, IdOf(request.Proxy), until, [.. request.Polls.Select(IdOf)], request.Matters);
        return new AuthorizeProxyRequest(request) { Principal = "", Device = signer.Device, Signature = Bytes(key.Sign(statement)) };
    }

    /// <summary>The number a name ends in; 0 where it ends in none, which the server then refuses.</summary>
    internal static long IdOf(string name) => long.TryParse(name.Split('/')[^1], out var id) ? id : 0;

    /// <summary>Whether a device is this computer.</summary>
    public async Task<bool> IsThisAsync(Device device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (await (FileOfSession()?.ReadAsync(cancellationToken) ?? Task.FromResult<StoredDevice?>(null)).ConfigureAwait(false) is not { } stored)
        {
            return false;
        }

        using var key = DeviceKey.Import(stored.PrivateKey);
        return key.PublicKey.Span.SequenceEqual(device.PublicKey.Span);
    }

    /// <summary>Registers this computer wherever the person belongs. What cannot be done now is done with the next ballot.</summary>
    internal async Task RegisterEverywhereAsync(CancellationToken cancel)
    {
        try
        {
            var me = await _identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancel).ConfigureAwait(false);
            foreach (var membership in me.Memberships)
            {
                await RegisterAsync(membership, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception later) when (later is RpcException or IOException or UnauthorizedAccessException)
        {
            // Nobody loses an invitation or a recovery over it.
        }
    }

    /// <summary>What signs in a community; null where this computer has no key, or is not active there.</summary>
    internal async Task<Signer?> FindSignerAsync(string community, CancellationToken cancel)
    {
        if (FileOfSession() is not { } file || await file.ReadAsync(cancel).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        if (stored.Active.TryGetValue(community, out var known))
        {
            return new Signer(known, stored.PrivateKey);
        }

        try
        {
            // It may have been approved since, or its hold be over.
            var device = await RegisterAsync(community, cancel).ConfigureAwait(false);
            return device.State == Device.Types.State.Active ? new Signer(device.Name, stored.PrivateKey) : null;
        }
        catch (Exception unsigned) when (unsigned is RpcException or InvalidOperationException)
        {
            // Where a signature is demanded the server says so, and it is tried again.
            return null;
        }
    }

    /// <summary>What would sign in a community, whether it is active or not: the key is made and registered where that was not done.</summary>
    internal async Task<Signer> MakeSignerAsync(string community, CancellationToken cancel)
    {
        var device = await RegisterAsync(community, cancel).ConfigureAwait(false);
        return new Signer(device.Name, (await FileOfSession()!.ReadOrMakeAsync(cancel).ConfigureAwait(false)).PrivateKey);
    }

    /// <summary>The server does not take this device any more.</summary>
    internal Task ForgetAsync(string community, CancellationToken cancel) =>
        FileOfSession()?.ChangeAsync(stored => stored.Without(community), cancel) ?? Task.CompletedTask;

    internal static (string Community, long Resident, long Device) Parts(string device)
    {
        var parts = device.Split('/');
        return parts.Length == 6 && long.TryParse(parts[3], out var resident) && long.TryParse(parts[5], out var id)
            ? ($"{parts[0]}/{parts[1]}", resident, id)
            : throw new ArgumentException($"{device} is not the name of a device.", nameof(device));
    }

    private async Task<Device> RegisterAsync(Membership membership, CancellationToken cancel)
    {
        var file = FileOfSession() ?? throw new InvalidOperationException("Nobody is signed in.");
        var stored = await file.ReadOrMakeAsync(cancel).ConfigureAwait(false);
        using var key = DeviceKey.Import(stored.PrivateKey);
        var resident = long.Parse(membership.Resident.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var request = new RegisterDeviceRequest
        {
            Parent = membership.Community,
            PublicKey = Bytes(key.PublicKey.ToArray()),
            PossessionSignature = Bytes(key.Sign(SignedStatement.Possession(membership.Community, resident, key.PublicKey.Span))),
        };
        var device = await _devices.RegisterDeviceAsync(request, cancellationToken: cancel).ConfigureAwait(false);
        await file.ChangeAsync(
            known => device.State == Device.Types.State.Active ? known.With(membership.Community, device.Name) : known.Without(membership.Community), cancel)
            .ConfigureAwait(false);
        return device;
    }

    private DeviceKeyFile? FileOfSession() => _sessions.Current is { } session ? new DeviceKeyFile(_folder, _server, session.Account) : null;

    private static Google.Protobuf.ByteString Bytes(byte[] bytes) => Google.Protobuf.UnsafeByteOperations.UnsafeWrap(bytes);
}

/// <summary>A device and its key.</summary>
internal sealed record Signer(string Device, byte[] PrivateKey);
