using Google.Protobuf.WellKnownTypes;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class SessionTests : IDisposable
{
    private readonly Prompt _prompt = new() { Input = "a long secret\n" };
    private string _password = "";

    public SessionTests()
    {
        _prompt.Server.On<SignInRequest>("Identity/SignIn", request =>
        {
            _password = request.Password;
            return Session("first", minutes: 10);
        });
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me { Account = "accounts/7", UserName = "lin" });
        _prompt.Server.On<ListCommunitiesRequest>("Communities/ListCommunities", _ => new ListCommunitiesResponse());
        _prompt.Server.On<SignOutRequest>("Identity/SignOut", _ => new SignOutResponse());
    }

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task A_sign_in_serves_the_commands_after_it_until_the_sign_out()
    {
        Assert.Equal(0, await _prompt.RunAsync("sign-in", "lin", "--password-stdin"));
        Assert.Equal("a long secret", _password);
        await _prompt.RunAsync("communities", "list");
        Assert.Equal("Bearer first", _prompt.Server.Calls[^1].Authorization);

        Assert.Equal(0, await _prompt.RunAsync("sign-out"));
        await _prompt.RunAsync("communities", "list");
        Assert.Null(_prompt.Server.Calls[^1].Authorization);
    }

    [Fact]
    public async Task Only_its_owner_may_read_the_session()
    {
        await _prompt.RunAsync("sign-in", "lin", "--password-stdin");

        var file = Assert.Single(Directory.GetFiles(_prompt.SessionFolder, "*.json"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are those of the profile folder there.");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_session_about_to_end_is_renewed_once_and_kept()
    {
        _prompt.Server.On<SignInRequest>("Identity/SignIn", _ => Session("old", minutes: 0.4));
        _prompt.Server.On<RefreshSessionRequest>("Identity/RefreshSession", _ => Session("new", minutes: 10));
        await _prompt.RunAsync("sign-in", "lin", "--password-stdin");

        await _prompt.RunAsync("communities", "list");
        await _prompt.RunAsync("communities", "list");

        Assert.Equal("Bearer new", _prompt.Server.Calls[^1].Authorization);
        Assert.Single(_prompt.Server.Calls, call => call.Method.EndsWith("/RefreshSession", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_is_never_taken_from_the_command_line()
    {
        Assert.Equal(2, await _prompt.RunAsync("sign-in", "lin", "--password", "a long secret"));
        Assert.Equal(2, await _prompt.RunAsync("sign-in", "lin"));
        Assert.Empty(_password);
    }

    [Fact]
    public async Task An_account_is_erased_only_for_who_says_yes_and_knows_the_password()
    {
        var asked = new List<EraseAccountRequest>();
        _prompt.Server.On<EraseAccountRequest>("Identity/EraseAccount", request =>
        {
            asked.Add(request);
            return new EraseAccountResponse { Account = "accounts/7" };
        });
        await _prompt.RunAsync("sign-in", "lin", "--password-stdin");

        Assert.Equal(2, await _prompt.RunAsync("account", "erase", "--password-stdin"));
        Assert.Equal(2, await _prompt.RunAsync("account", "erase", "--yes"));
        Assert.Empty(asked);
        Assert.Equal(0, await _prompt.RunAsync("account", "erase", "--yes", "--password-stdin"));
        Assert.Equal(("a long secret", ""), (asked[0].Password, asked[0].Account));
        Assert.Empty(Directory.GetFiles(_prompt.SessionFolder, "*.json"));
        Assert.Equal(0, await _prompt.RunAsync("account", "erase", "accounts/9", "--yes"));
        Assert.Equal(("", "accounts/9"), (asked[1].Password, asked[1].Account));
    }

    [Fact]
    public async Task Who_belongs_to_one_community_need_not_name_it()
    {
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me { Memberships = { new Membership { Community = "communities/lvyuanli" } } });
        var asked = "";
        _prompt.Server.On<ListTopicsRequest>("Discussions/ListTopics", request =>
        {
            asked = request.Parent;
            return new ListTopicsResponse();
        });

        Assert.Equal(0, await _prompt.RunAsync("topics", "list"));
        Assert.Equal("communities/lvyuanli", asked);
    }

    private static Session Session(string token, double minutes) => new()
    {
        Account = "accounts/7",
        AccessToken = token,
        RefreshToken = "refresh-" + token,
        AccessTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddMinutes(minutes)),
        RefreshTokenExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(10)),
    };
}
