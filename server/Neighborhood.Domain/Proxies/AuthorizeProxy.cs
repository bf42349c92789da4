using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proxies;

/// <summary>
/// Names somebody to vote in a voter's place. Online the voter's own device signs it, or the operator of the server could name an accomplice for everybody;
/// a written one is recorded by staff, who stand on record with the hash of the paper.
/// </summary>
public sealed class AuthorizeProxy : ICommand<CommunityState, AuthorizeProxyRequest, Proxy>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AuthorizeProxyRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        var given = new ProxyAuthorized();
        if (ScopeRefused(context, request, given) is { } boundless)
        {
            return boundless;
        }

        var me = context.Me();
        var principal = request.Principal.Length == 0 ? me : context.State.ResidentNamed(request.Principal);
        if (principal is null)
        {
            return Refusal.NotFound("principal");
        }

        if (context.State.ResidentNamed(request.Proxy) is not { } proxy)
        {
            return Refusal.NotFound("proxy");
        }

        if (!principal.IsPresent || !proxy.IsPresent)
        {
            return new Refusal(ErrorReason.ResidenceEnded, principal.IsPresent ? "proxy" : "principal");
        }

        if (principal.Id == proxy.Id)
        {
            return Refusal.BadField("proxy", FieldProblem.ProxyIsPrincipal);
        }

        (given.Principal, given.Proxy) = (principal.Id, proxy.Id);
        var refused = TermRefused(context, request, given)
            ?? (principal.Id == me.Id ? SignatureRefused(context, request, given) : DocumentRefused(context, me, request, given));
        return refused is not null ? refused : Decision.Of(new Fact { ProxyAuthorized = given });
    }

    /// <inheritdoc/>
    public Reading<Proxy> Answer(QueryContext<CommunityState> context, AuthorizeProxyRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(ProxyView.Of(context.State, context.State.Proxies.Find(made[0].Sequence)!));

    private static Refusal? ScopeRefused(CommandContext<CommunityState> context, AuthorizeProxyRequest request, ProxyAuthorized given)
    {
        if (request.Polls.Count == 0 == (request.Matters.Count == 0))
        {
            return Refusal.BadField("polls", FieldProblem.EitherPollsOrMatters);
        }

        foreach (var name in request.Polls)
        {
            if (context.State.Poll(name) is not { State: Poll.Types.State.Announced or Poll.Types.State.Open } poll)
            {
                return Refusal.NotFound("polls");
            }

            if (poll.Pack.MaxProxies == 0)
            {
                return Refusal.BadField("polls", FieldProblem.NoProxies);
            }

            given.Polls.Add(poll.Id);
        }

        foreach (var matter in request.Matters)
        {
            if (context.State.Rules.Effective(matter, context.NowMicros) is not { } rule)
            {
                return new Refusal(ErrorReason.MatterUnknown, "matters");
            }

            if (rule.MaxProxies == 0)
            {
                return Refusal.BadField("matters", FieldProblem.NoProxies);
            }

            given.Matters.Add(matter);
        }

        return null;
    }

    private static Refusal? TermRefused(CommandContext<CommunityState> context, AuthorizeProxyRequest request, ProxyAuthorized given)
    {
        var now = context.NowMicros;
        if (Times.Micros(request.ValidUntil) is not { } until || until <= now || until > now + ProxyLimits.AheadMicros)
        {
            return Refusal.BadField("valid_until", FieldProblem.NotAhead, ("latest", now + ProxyLimits.AheadMicros));
        }

        given.ValidUntilMicros = until;
        var serving = context.State.Proxies.All.Values
            .Count(known => known.Given.Principal == given.Principal && known.RevokedMicros == 0 && now < known.Given.ValidUntilMicros);
        return serving < ProxyLimits.PerPrincipalCount
            ? null
            : Refusal.With(ErrorReason.LimitExceeded, "limit", ProxyLimits.PerPrincipalCount, "principal");
    }

    private static Refusal? SignatureRefused(CommandContext<CommunityState> context, AuthorizeProxyRequest request, ProxyAuthorized given)
    {
        if (request.Signature.IsEmpty)
        {
            return new Refusal(ErrorReason.SignatureRequired, "signature");
        }

        if (context.Device(given.Principal, request.Device) is not { } device)
        {
            return Refusal.NotFound("device");
        }

        if (!device.IsActive(context.NowMicros))
        {
            return DeviceView.NotActive(device, context.NowMicros, "device");
        }

        // A signature serves once, or one that was revoked could be entered again.
        var statement = SignedStatement.Proxy(
            Names.Community(context.State.Id), given.Principal, given.Proxy, given.ValidUntilMicros, given.Polls, given.Matters);
        if (!DeviceKey.Verify(device.PublicKey.Span, statement, request.Signature.Span)
            || context.State.Proxies.All.Values.Any(known => known.Given.Signature == request.Signature))
        {
            return new Refusal(ErrorReason.SignatureInvalid, "signature");
        }

        (given.Device, given.Signature) = (device.Id, request.Signature);
        return null;
    }

    private static Refusal? DocumentRefused(CommandContext<CommunityState> context, ResidentInfo me, AuthorizeProxyRequest request, ProxyAuthorized given)
    {
        const int hashBytes = 32;
        if (!me.Roles.HasFlag(Roles.Staff))
        {
            return Refusal.With(ErrorReason.RoleRequired, "roles", Roles.Staff, "principal");
        }

        if (request.DocumentHash.Length != hashBytes)
        {
            return Refusal.BadField("document_hash", FieldProblem.WrongSize, ("max", hashBytes));
        }

        if (given.Proxy == me.Id)
        {
            return Refusal.BadField("proxy", FieldProblem.ProxyIsRecorder);
        }

        (given.RecordedBy, given.DocumentHash) = (me.Id, request.DocumentHash);
        return null;
    }
}
