using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>A lawsuit against a decision: evidence that is held on, and a ruling that revokes it.</summary>
public sealed class LawsuitTests : IDisposable
{
    private const string Name = "communities/x/polls/7";
    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Theory]
    [InlineData("zh", "延长理由：诉讼")]
    [InlineData("en", "Held longer because: 诉讼")]
    public async Task Evidence_is_held_until_a_later_time(string language, string told)
    {
        _prompt.Server.On<ExtendEvidenceRequest>("Polls/ExtendEvidence", request => new Poll
        {
            Name = request.Name,
            EvidenceUntil = request.Until,
            EvidenceReason = request.Reason,
        });

        Assert.Equal(
            0, await _prompt.RunAsync("polls", "extend-evidence", Name, "--held-until", "2028-03-01T10:00:00Z", "--reason", "诉讼", "--lang", language));

        Assert.Contains("2028", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains(told, _prompt.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "已被法院撤销")]
    [InlineData("en", "Revoked by a court")]
    public async Task A_ruling_is_recorded_and_the_poll_says_everywhere_that_it_binds_nobody(string language, string told)
    {
        VoidPollRequest? asked = null;
        _prompt.Server.On<VoidPollRequest>("Polls/VoidPoll", request =>
        {
            asked = request;
            return Revoked(request.Ruling);
        });
        _prompt.Server.On<GetPollRequest>("Polls/GetPoll", _ => Revoked(asked!.Ruling));
        string[] typed =
        [
            "polls", "void", Name, "--reason", "通知期不足", "--court", "区人民法院", "--case-number", "(2026)民初1号", "--ruled-at", "2026-09-01T00:00:00Z",
            "--lang", language,
        ];

        Assert.Equal(0, await _prompt.RunAsync(typed));

        Assert.Equal(("区人民法院", "(2026)民初1号"), (asked!.Ruling.Court, asked.Ruling.CaseNumber));
        Assert.Contains(told, _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("(2026)民初1号", _prompt.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _prompt.RunAsync("polls", "show", Name, "--json"));
        using var shown = JsonDocument.Parse(_prompt.Out);
        Assert.Equal("REVOKED", shown.RootElement.GetProperty("bindingStatus").GetString());
        Assert.Equal("区人民法院", shown.RootElement.GetProperty("ruling").GetProperty("court").GetString());
    }

    [Fact]
    public async Task Without_a_court_staff_void_it_themselves_and_with_half_a_ruling_the_server_names_what_is_missing()
    {
        var asked = new List<VoidPollRequest>();
        _prompt.Server.On<VoidPollRequest>("Polls/VoidPoll", request =>
        {
            asked.Add(request);
            return Revoked(request.Ruling);
        });

        await _prompt.RunAsync("polls", "void", Name, "--reason", "程序有误");
        await _prompt.RunAsync("polls", "void", Name, "--reason", "程序有误", "--case-number", "(2026)民初1号");

        Assert.Null(asked[0].Ruling);
        Assert.Equal(("", "(2026)民初1号", null), (asked[1].Ruling.Court, asked[1].Ruling.CaseNumber, asked[1].Ruling.RuledAt));
    }

    [Fact]
    public async Task Nobody_is_offered_to_announce_a_poll_as_revoked()
    {
        Assert.Equal(2, await _prompt.RunAsync(
            "polls", "announce", "--community", "x", "--question", "种树吗？", "--closes", "+3d", "--binding", "revoked", "--lang", "en"));
        Assert.Contains("paper-binding", _prompt.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked,", _prompt.Error, StringComparison.Ordinal);
    }

    private static Poll Revoked(CourtRuling? ruling) => new()
    {
        Name = Name,
        State = Poll.Types.State.Voided,
        BindingStatus = ruling is null ? BindingStatus.PaperBinding : BindingStatus.Revoked,
        AnnounceTime = new Timestamp(),
        OpensAt = new Timestamp(),
        ClosesAt = new Timestamp(),
        Ruling = ruling,
    };
}
