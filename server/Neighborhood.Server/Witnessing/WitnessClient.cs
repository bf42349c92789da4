using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Neighborhood.Ledger;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Witnessing;

/// <summary>What a witness answered.</summary>
/// <param name="Failure">Why it did not cosign; unspecified where it did.</param>
/// <param name="Cosigned">The head with its signature.</param>
/// <param name="LastSize">The size that it cosigned last, where it named one.</param>
public sealed record CosignAnswer(CosignFailure Failure, CosignedHead? Cosigned = null, long? LastSize = null);

/// <summary>Asks the witness that is configured: C2SP tlog-witness.</summary>
public sealed class WitnessClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        Timeout = TimeSpan.FromMilliseconds(Limits.CosignTimeoutMilliseconds),
        MaxResponseContentBufferSize = Limits.WitnessBodyBytes,
    };

    private readonly Uri? _address;
    private readonly WitnessKey? _key;

    /// <summary>A client of the witness that the options name.</summary>
    public WitnessClient(IOptions<ServerOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var witness = options.Value.Witness;
        if (witness.Url.Length > 0 && WitnessKey.TryParse(witness.Key, out _key))
        {
            _address = new Uri(witness.Url.TrimEnd('/') + "/add-checkpoint");
        }
    }

    /// <summary>Whether a witness is configured.</summary>
    public bool IsConfigured => _address is not null;

    /// <summary>Asks for a signature.</summary>
    public async Task<CosignAnswer> AskAsync(WitnessRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Format()));
            using var response = await _http.PostAsync(_address, content, cancel);
            return Read(request, response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or InvalidOperationException
            || (unreachable is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new CosignAnswer(CosignFailure.CosignUnreachable);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private CosignAnswer Read(WitnessRequest request, HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.OK => ReadLines(request.Note, body),
        HttpStatusCode.Conflict when WitnessRequest.TryParseSize(body.TrimEnd('\n'), out var size) =>
            new CosignAnswer(CosignFailure.CosignInconsistent, LastSize: size),
        HttpStatusCode.BadRequest => new CosignAnswer(CosignFailure.CosignMalformed),
        HttpStatusCode.Forbidden => new CosignAnswer(CosignFailure.CosignUntrusted),
        HttpStatusCode.NotFound => new CosignAnswer(CosignFailure.CosignUnknownOrigin),
        HttpStatusCode.UnprocessableEntity => new CosignAnswer(CosignFailure.CosignInconsistent),
        _ => new CosignAnswer(CosignFailure.CosignUnreachable),
    };

    private CosignAnswer ReadLines(string signed, string lines) =>
        SignedNote.TryParse(signed, out var note) && _key!.TryAdd(note, lines, out var cosigned) && Checkpoint.TryParse(cosigned.Text, out var head)
            ? new CosignAnswer(CosignFailure.Unspecified, new CosignedHead(head, cosigned.Format()))
            : new CosignAnswer(CosignFailure.CosignUnreachable);
}
