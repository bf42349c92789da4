using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>Where a booth does not start, and what it says there. What it does is tested by its screens.</summary>
public sealed class BoothTests : IDisposable
{
    private const string Community = "communities/xingfu";
    private readonly Prompt _prompt = new() { IsInteractive = true };
    private readonly Poll _poll = new()
    {
        Name = Community + "/polls/3",
        Question = "装充电桩吗？",
        State = Poll.Types.State.Open,
        Options = { new Option { Id = "yes", LabelZh = "同意" }, new Option { Id = "no", LabelZh = "反对" } },
    };

    private Role _role = Role.Staff;

    public BoothTests()
    {
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me
        {
            Account = "accounts/7",
            UserName = "staff",
            Memberships = { new Membership { Community = Community, Resident = Community + "/residents/1", Roles = { _role } } },
        });
        _prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => _poll);
    }

    public void Dispose() => _prompt.Dispose();

    [Theory]
    [InlineData(true, Poll.Types.State.Open, Role.Staff, "纸质选票")]
    [InlineData(false, Poll.Types.State.Closed, Role.Staff, "不能投票")]
    [InlineData(false, Poll.Types.State.Open, Role.Resident, "工作人员")]
    public async Task It_does_not_start_where_it_cannot_serve(bool isSigned, Poll.Types.State state, Role role, string reason)
    {
        (_poll.SignatureRequired, _poll.State, _role) = (isSigned, state, role);

        Assert.Equal(2, await _prompt.RunAsync("booth", _poll.Name));

        Assert.Contains(reason, _prompt.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "zh", "投票间是全屏的")]
    [InlineData(false, "en", "A booth is full-screen")]
    [InlineData(true, "zh", "投票间是全屏的")]
    public async Task Without_a_terminal_it_says_so_in_one_sentence_and_asks_nobody(bool isJson, string language, string sentence)
    {
        _prompt.IsInteractive = isJson;

        Assert.Equal(2, await _prompt.RunAsync(["booth", _poll.Name, "--lang", language, .. isJson ? ["--json"] : Array.Empty<string>()]));

        Assert.Contains(sentence, _prompt.Error, StringComparison.Ordinal);
        Assert.Single(_prompt.Error.Trim().Split('\n'));
        Assert.Empty(_prompt.Server.Calls);
    }
}
