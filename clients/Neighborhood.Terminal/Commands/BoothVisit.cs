using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.V1;
using QRCoder;

namespace Neighborhood.Terminal.Commands;

/// <summary>One voter at the booth: a client and a folder of their own, which end with the visit. Nothing is kept on this computer.</summary>
internal sealed class BoothVisit : IAsyncDisposable
{
    private readonly Invocation _run;
    private readonly BoothInput _input;
    private readonly string _folder;
    private readonly NeighborhoodClient _client;

    public BoothVisit(Invocation run, BoothInput input)
    {
        (_run, _input) = (run, input);
        _folder = Path.Combine(run.Around.TemporaryFolder, $"neighborhood-booth-{Guid.NewGuid():N}");
        var heads = Path.Combine(_folder, "known-heads.json");
        PrivateFile.CreateFolderOf(heads);
        _client = NeighborhoodClient.Connect(run.Client.Address, new NeighborhoodClientOptions
        {
            Language = run.Words.IsChinese ? "zh-CN" : "en",
            HttpHandler = run.Around.Handler,
            KnownHeadsPath = heads,
            TimeProvider = run.Around.Clock,
        });
    }

    /// <summary>Signs in, votes and shows the receipt.</summary>
    public async Task VoteAsync(string userName, Poll poll)
    {
        _run.Around.Error.Write(_run.Phrases["ask_password"]);
        var password = await _input.SecretAsync(_run.Cancel).ConfigureAwait(false);
        _run.Around.Error.WriteLine();
        await _client.SignInAsync(userName, password, _run.Cancel).ConfigureAwait(false);
        if (await AskAsync(poll).ConfigureAwait(false) is not { } option)
        {
            _run.Say("booth_not_voted");
            _run.Say("booth_go_on");
            await _input.LineAsync(_run.Cancel).ConfigureAwait(false);
            return;
        }

        var request = new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = option }, Channel = BallotChannel.Booth };
        var cast = await _client.Polls.CastBallotAsync(request, cancellationToken: _run.Cancel).ConfigureAwait(false);
        Show(cast);
        await _input.LineAsync(_run.Cancel).ConfigureAwait(false);
    }

    /// <summary>Signs out, and removes what this voter left.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.SignOutAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RefusedException or RpcException)
        {
            // The session is forgotten here even where the server cannot be told.
        }

        await _client.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string?> AskAsync(Poll poll)
    {
        while (true)
        {
            _run.Lines(poll.Options.Select((option, index) => $"  {index + 1}  {(_run.Words.IsChinese ? option.LabelZh : option.LabelEn)}"));
            _run.Say("booth_ask_choice");
            var typed = await _input.LineAsync(_run.Cancel).ConfigureAwait(false);
            if (string.IsNullOrWhiteSpace(typed))
            {
                return null;
            }

            if (int.TryParse(typed, out var number) && number >= 1 && number <= poll.Options.Count)
            {
                return poll.Options[number - 1].Id;
            }
        }
    }

    private void Show(CastBallotResponse cast)
    {
        var leaf = Convert.ToHexStringLower(cast.Receipt.Inclusion.LeafHash.Span);
        _run.Facts(("ballot", cast.Name), ("leaf", leaf));
        using var data = QRCodeGenerator.GenerateQrCode($"{cast.Name}\n{leaf}", QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        _run.Lines([code.GetGraphicSmall()]);
        _run.Say("booth_take_receipt");
    }
}
