using Neighborhood.Client.Verification;

namespace Neighborhood.Client.Tests.Verification;

public sealed class ReceiptFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-receipts-").FullName;
    private readonly SmallLedger _ledger = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "receipt.json");

    [Fact]
    public async Task A_ballot_kept_in_a_file_is_checked_without_a_server()
    {
        var ballot = _ledger.Ballot();
        await new ReceiptFile(new Uri("https://server.example"), _ledger.VerifierKey, ballot.Receipt, ballot, SmallLedger.Voter, SmallLedger.Poll)
            .SaveAsync(File, Cancel);

        var loaded = await ReceiptFile.LoadAsync(File, Cancel);

        Assert.Equal(ballot, loaded.Ballot);
        Assert.Equal(_ledger.Expected, loaded.Expectation);
        Assert.True(loaded.Verify().Holds);
    }

    [Fact]
    public async Task A_receipt_may_be_kept_without_the_choice()
    {
        var ballot = _ledger.Ballot();
        await new ReceiptFile(new Uri("https://server.example"), _ledger.VerifierKey, ballot.Receipt, null, SmallLedger.Voter, SmallLedger.Poll)
            .SaveAsync(File, Cancel);

        var loaded = await ReceiptFile.LoadAsync(File, Cancel);

        Assert.Null(loaded.Ballot);
        Assert.True(loaded.Verify().Holds);
        Assert.DoesNotContain("opening", await System.IO.File.ReadAllTextAsync(File, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_tampered_with_does_not_hold()
    {
        var ballot = _ledger.Ballot();
        await new ReceiptFile(new Uri("https://server.example"), _ledger.VerifierKey, ballot.Receipt, ballot, SmallLedger.Voter, SmallLedger.Poll)
            .SaveAsync(File, Cancel);
        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        await System.IO.File.WriteAllTextAsync(File, text.Replace("\"option\": \"yes\"", "\"option\": \"no\"", StringComparison.Ordinal), Cancel);

        Assert.Equal(ReceiptCheck.Choice, (await ReceiptFile.LoadAsync(File, Cancel)).Verify().FirstFailure?.Check);
    }

    [Fact]
    public async Task A_receipt_is_for_its_owners_eyes_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps rights otherwise.");
            return;
        }

        await new ReceiptFile(new Uri("https://server.example"), _ledger.VerifierKey, _ledger.Receipt(1, 9)).SaveAsync(File, Cancel);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"neighborhood-receipt-1\"}")]
    [InlineData("{\"format\":\"neighborhood-receipt-1\",\"server\":\"https://a.example\",\"receipt\":{\"ledger\":3}}")]
    [InlineData("{\"format\":\"neighborhood-receipt-1\",\"server\":\"https://a.example\",\"ballot\":{}}")]
    [InlineData("{\"format\":\"neighborhood-receipt-1\",\"server\":{},\"receipt\":{}}")]
    public async Task Anything_else_is_said_to_be_no_receipt(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Cancel);

        await Assert.ThrowsAsync<InvalidDataException>(() => ReceiptFile.LoadAsync(File, Cancel));
    }

    public void Dispose()
    {
        _ledger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
