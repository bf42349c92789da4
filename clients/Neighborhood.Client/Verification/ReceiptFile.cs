using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Client.Verification;

/// <summary>
/// A receipt kept on the voter's own computer, as JSON, with all it takes to check it later and elsewhere. With the ballot's opening in it the file tells what
/// was chosen, so it is written for its owner's eyes only.
/// </summary>
/// <param name="Server">Where it came from.</param>
/// <param name="VerifierKey">The key remembered for that server.</param>
/// <param name="Receipt">The receipt.</param>
/// <param name="Ballot">The ballot with its opening; null where the receipt is of another entry, or the choice is not to be kept.</param>
/// <param name="Voter">communities/{community}/residents/{resident}; empty where it is not a ballot.</param>
/// <param name="Poll">communities/{community}/polls/{poll}; empty where it is not a ballot.</param>
public sealed record ReceiptFile(Uri Server, string VerifierKey, Receipt Receipt, MyBallot? Ballot = null, string Voter = "", string Poll = "")
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    private const string Format = "neighborhood-receipt-1";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What to check this file against.</summary>
    public ReceiptExpectation Expectation => new(VerifierKey, Receipt.Ledger, Poll.Length == 0 ? null : Poll, Voter.Length == 0 ? null : Voter);

    /// <summary>Checks what is in the file, without any server.</summary>
    public ReceiptVerification Verify() =>
        Ballot is null ? ReceiptVerifier.Verify(Receipt, Expectation) : ReceiptVerifier.Verify(Ballot, Expectation);

    /// <summary>Writes the file, readable by its owner only.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var document = new JsonObject
        {
            ["format"] = Format,
            ["server"] = Server.AbsoluteUri,
            ["verifierKey"] = VerifierKey,
            ["poll"] = Poll,
            ["voter"] = Voter,
            [Ballot is null ? "receipt" : "ballot"] = JsonNode.Parse(JsonFormatter.Default.Format(Ballot is null ? Receipt : Ballot)),
        };
        PrivateFile.CreateFolderOf(path);
        return PrivateFile.ReplaceAsync(path, Encoding.UTF8.GetBytes(document.ToJsonString(Indented)), cancellationToken);
    }

    /// <summary>Reads a file. What it says is not checked here: see <see cref="Verify"/>.</summary>
    /// <exception cref="InvalidDataException">It is not a receipt file, or larger than <see cref="MaxBytes"/>.</exception>
    public static async Task<ReceiptFile> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
        {
            throw new InvalidDataException($"{path} is larger than {MaxBytes} bytes, so it is no receipt.");
        }

        try
        {
            return Read(JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)) as JsonObject);
        }
        catch (Exception fault) when (
            fault is JsonException or InvalidJsonException or InvalidProtocolBufferException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not a receipt saved by {Format}.", fault);
        }
    }

    private static ReceiptFile Read(JsonObject? document)
    {
        if (document is null || Text(document, "format") != Format)
        {
            throw new FormatException("The format is another.");
        }

        var ballot = document["ballot"] is { } saved ? JsonParser.Default.Parse<MyBallot>(saved.ToJsonString()) : null;
        var receipt = ballot?.Receipt ?? (document["receipt"] is { } alone ? JsonParser.Default.Parse<Receipt>(alone.ToJsonString()) : null);
        return new ReceiptFile(
            new Uri(Text(document, "server")), Text(document, "verifierKey"), receipt ?? throw new FormatException("There is no receipt in it."),
            ballot, Text(document, "voter"), Text(document, "poll"));
    }

    private static string Text(JsonObject document, string name) => document[name]?.GetValue<string>() ?? "";
}
