using System.Text.Json;
using Neighborhood.Client.Tests.Verification;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class VoteTests : IDisposable
{
    private readonly Prompt _prompt = new();
    private readonly SmallLedger _ledger = new();
    private readonly List<string> _choices = [];
    private readonly List<string> _authorizations = [];
    private MyBallot _ballot;

    public VoteTests()
    {
        _ballot = _ledger.Ballot();
        _prompt.Server.On<CastBallotRequest>("Polls/CastBallot", request =>
        {
            _choices.Add(request.Choice.Option);
            _authorizations.Add(request.Authorization);
            return new CastBallotResponse { Name = _ballot.Name, Receipt = _ballot.Receipt };
        });
        _prompt.Server.On<GetMyBallotRequest>("Polls/GetMyBallot", _ => _ballot);
        _prompt.Server.On<GetMeRequest>("Identity/GetMe", _ => new Me
        {
            Memberships = { new Membership { Community = SmallLedger.Ledger, Resident = SmallLedger.Voter } },
        });
    }

    public void Dispose()
    {
        _prompt.Dispose();
        _ledger.Dispose();
    }

    [Fact]
    public async Task A_vote_is_cast_and_its_receipt_kept_and_verified_without_a_server()
    {
        var receipt = _prompt.PathOf("receipt.json");

        Assert.Equal(0, await _prompt.RunAsync("vote", "3", "--choice", "yes", "--receipt", receipt));
        Assert.Equal(["yes"], _choices);

        _prompt.Server.IsDown = true;
        Assert.Equal(0, await _prompt.RunAsync("verify", receipt, "--json"));
        using var document = JsonDocument.Parse(_prompt.Out);
        Assert.True(document.RootElement.GetProperty("verified").GetBoolean());
        Assert.Equal("remembered", document.RootElement.GetProperty("key").GetString());
        Assert.Equal("Commitment", document.RootElement.GetProperty("checks").EnumerateArray().Last().GetProperty("check").GetString());
    }

    [Fact]
    public async Task A_receipt_that_tells_another_choice_exits_with_3_and_names_the_check()
    {
        var receipt = _prompt.PathOf("receipt.json");
        await _prompt.RunAsync("vote", "3", "--choice", "yes", "--receipt", receipt);
        var file = await ReceiptFile.LoadAsync(receipt, TestContext.Current.CancellationToken);
        file.Ballot!.Choice.Option = "no";
        await file.SaveAsync(receipt, TestContext.Current.CancellationToken);

        Assert.Equal(3, await _prompt.RunAsync("verify", receipt));
        Assert.Contains("✗", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("核对不通过", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_the_first_contact_outweighs_the_one_in_the_file()
    {
        var receipt = _prompt.PathOf("receipt.json");
        await _prompt.RunAsync("vote", "3", "--choice", "yes", "--receipt", receipt);
        using var forger = new SmallLedger();
        await new ReceiptFile(
            new Uri("http://127.0.0.1:5230/"), forger.VerifierKey, forger.Ballot().Receipt, forger.Ballot(), SmallLedger.Voter, SmallLedger.Poll)
            .SaveAsync(receipt, TestContext.Current.CancellationToken);

        Assert.Equal(3, await _prompt.RunAsync("verify", receipt));
    }

    [Fact]
    public async Task A_ballot_that_the_server_shows_with_another_choice_exits_with_3()
    {
        _ballot = _ledger.Ballot();
        _ballot.Choice = new Choice { Option = "no" };

        Assert.Equal(3, await _prompt.RunAsync("vote", "3", "--choice", "yes"));
    }

    [Fact]
    public async Task A_server_with_another_key_than_before_exits_with_3()
    {
        await _prompt.RunAsync("vote", "3", "--choice", "yes");
        using var other = new SmallLedger();
        _ballot = other.Ballot();

        Assert.Equal(3, await _prompt.RunAsync("vote", "3", "--choice", "yes"));
    }

    [Fact]
    public async Task A_ballot_for_somebody_else_is_checked_and_its_receipt_kept_without_what_it_says()
    {
        var receipt = _prompt.PathOf("receipt.json");

        Assert.Equal(0, await _prompt.RunAsync("vote", "3", "--choice", "yes", "--for", "7", "--receipt", receipt));

        Assert.Equal(["communities/xihu/proxies/7"], _authorizations);
        var file = await ReceiptFile.LoadAsync(receipt, TestContext.Current.CancellationToken);
        Assert.Null(file.Ballot);
        Assert.DoesNotContain(_prompt.Server.Calls, call => call.Method.EndsWith("GetMyBallot", StringComparison.Ordinal));
        _prompt.Server.IsDown = true;
        Assert.Equal(0, await _prompt.RunAsync("verify", receipt));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_ballot_for_somebody_else_compares_the_heads_as_ones_own_does(string language)
    {
        await _prompt.RunAsync("vote", "3", "--choice", "yes", "--for", "7");
        using var rewritten = _ledger.Rewritten();
        _ballot = rewritten.Ballot();

        Assert.Equal(6, await _prompt.RunAsync("vote", "3", "--choice", "yes", "--for", "7", "--lang", language));

        Assert.Contains("two-histories", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_shows_another_history_exits_with_6_and_both_heads_are_shown_and_saved()
    {
        await _prompt.RunAsync("vote", "3", "--choice", "yes");
        using var rewritten = _ledger.Rewritten();
        var before = _ballot.Receipt.Head;
        _ballot = rewritten.Ballot();

        Assert.Equal(6, await _prompt.RunAsync("vote", "3", "--choice", "yes"));

        Assert.Contains(Convert.ToHexStringLower(before.Root.Span), _prompt.Out, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(_ballot.Receipt.Head.Root.Span), _prompt.Out, StringComparison.Ordinal);
        var file = _prompt.Out.Split('\n').Single(line => line.Contains("two-histories", StringComparison.Ordinal));
        var path = file[(file.IndexOf("保存到 ", StringComparison.Ordinal) + 4)..file.IndexOf(".txt", StringComparison.Ordinal)] + ".txt";
        var saved = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal($"{before.VerifierKey}\n\n{before.Checkpoint}\n{_ballot.Receipt.Head.Checkpoint}", saved);
    }
}
