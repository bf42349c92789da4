using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>A newcomer on the way in: recorded and invited by staff in the community's ledger, then redeemed in the directory's.</summary>
internal sealed class Enrolment(Neighbourhood place, string userName)
{
    public const string Password = "correct horse 电池 staple";

    private string _code = "";
    private bool _redeeming;

    /// <summary>communities/{community}/residents/{resident}, once recorded.</summary>
    public string Resident { get; private set; } = "";

    /// <summary>The session that the invitation gave, once redeemed.</summary>
    public Session? Session { get; private set; }

    /// <summary>Goes on where it stopped. Every step has one request id for ever.</summary>
    public async Task GoOnAsync(Action<Act> sent)
    {
        foreach (var step in _steps ??= Steps())
        {
            if (step.Answer is null)
            {
                await step.SendAsync();
                sent(step);
            }
        }
    }

    private Act[]? _steps;

    /// <summary>Where the crash fell into the redemption and the directory has the account, the community must have the membership.</summary>
    /// <returns>Whether the account was there already.</returns>
    public async Task<bool> CheckBetweenLedgersAsync()
    {
        if (!_redeeming || Session is not null)
        {
            return false;
        }

        await using var stranger = Neighbour.Connect(place.Address);
        try
        {
            await stranger.SignInAsync(userName, Password);
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.WrongCredentials)
        {
            return false;
        }

        await CheckJoinedAsync();
        return true;
    }

    /// <summary>Account and membership are both there and belong together.</summary>
    public async Task CheckAsync()
    {
        await CheckJoinedAsync();
        await using var client = Neighbour.Connect(place.Address);
        client.UseSession(Session);
        var me = await client.Identity.GetMeAsync(new GetMeRequest());
        Assert.Equal(Resident, Assert.Single(me.Memberships).Resident);
        Assert.Equal(Session!.Account, me.Account);
    }

    /// <summary>The membership is there.</summary>
    public async Task CheckJoinedAsync() =>
        Assert.True((await place.Staff.Client.Communities.GetResidentAsync(new GetResidentRequest { Name = Resident })).Joined, $"{Resident} has not joined.");

    private Act[] Steps()
    {
        var create = new CreateResidentRequest { Parent = Neighbourhood.Community, DisplayName = userName, RequestId = Neighbourhood.NewId() };
        var invite = new InviteResidentsRequest { Parent = Neighbourhood.Community, RequestId = Neighbourhood.NewId() };
        var redeem = new RedeemInvitationRequest { UserName = userName, Password = Password, RequestId = Neighbourhood.NewId() };
        return
        [
            new Act("record " + userName, async () => (await place.Staff.Client.Communities.CreateResidentAsync(create)).Name, name => Resident = name),
            new Act("invite " + userName, async () =>
            {
                invite.Residents.Clear();
                invite.Residents.Add(Resident);
                return (await place.Staff.Client.Communities.InviteResidentsAsync(invite)).Invitations.Single().Code;
            }, code => _code = code),
            new Act("redeem " + userName, async () =>
            {
                redeem.Code = _code;
                _redeeming = true;
                await using var stranger = Neighbour.Connect(place.Address);
                return (Session = await stranger.Identity.RedeemInvitationAsync(redeem)).Account;
            }, _ => { }),
        ];
    }
}
