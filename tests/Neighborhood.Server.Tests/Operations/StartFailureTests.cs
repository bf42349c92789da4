using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Neighborhood.Server.Commands;
using Neighborhood.Server.Tests.KillTests;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>A server that cannot start says so in one sentence, and how it could: the real program, as an operator sees it.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("neighborhood-start-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_taken_port_is_named_with_the_remedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await MustSayAsync(4, [url, "已被别的程序占用", "--Neighborhood:Url"], "--Neighborhood:Url", url);
        await MustSayAsync(4, [url, "is taken by another program"], "--Neighborhood:Url", url, "--lang", "en");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told() =>
        await MustSayAsync(4, ["不是这台机器的"], "--Neighborhood:Url", "http://192.0.2.1:5230", "--Neighborhood:AllowCleartext", "true");

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Rights are those of Unix, and root has them all.");
        Directory.CreateDirectory(Data);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await MustSayAsync(4, [Data, "权限"]);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_told()
    {
        await File.WriteAllTextAsync(Data, "", TestContext.Current.CancellationToken);
        await MustSayAsync(2, [Data, "那里是一个文件"]);
    }

    [Theory]
    [InlineData("没有选项 Neighborhood:Prot", "--Neighborhood:Prot", "80")]
    [InlineData("Neighborhood:StatusPort 须是整数", "--Neighborhood:StatusPort", "many")]
    [InlineData("Neighborhood:StatusPort 不能是 70000", "--Neighborhood:StatusPort", "70000")]
    [InlineData("Neighborhood:AllowCleartext 须是 true 或 false", "--Neighborhood:AllowCleartext", "perhaps")]
    [InlineData("Neighborhood:Url 不是可用的地址", "--Neighborhood:Url", "gate")]
    [InlineData("Neighborhood:TelemetryEndpoint 不是可用的地址", "--Neighborhood:TelemetryEndpoint", "collector")]
    [InlineData("明文传送密码", "--Neighborhood:Url", "http://0.0.0.0:0")]
    [InlineData("没有选项“--port”", "--port", "80")]
    public async Task An_option_that_cannot_be_meant_is_named(string sentence, params string[] words) => await MustSayAsync(2, [sentence], words);

    [Fact]
    public async Task A_certificate_that_is_missing_or_unfit_is_named()
    {
        var file = Path.Combine(_folder.FullName, "tls.pfx");
        string[] https = ["--Neighborhood:Url", "https://127.0.0.1:0", "--Neighborhood:CertificateFile", file];
        await MustSayAsync(2, [file, "需要证书"], https);
        await File.WriteAllTextAsync(file, "no certificate", TestContext.Current.CancellationToken);
        await MustSayAsync(2, [file, "私钥"], https);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"), TestContext.Current.CancellationToken);
        await MustSayAsync(2, ["CertificatePassword"], [.. https, "--Neighborhood:CertificatePassword", "wrong"]);
    }

    [Fact]
    public void A_full_disk_is_told_wherever_the_failure_comes_from()
    {
        Assert.SkipWhen(!File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        var full = Assert.ThrowsAny<IOException>(() =>
        {
            using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            device.WriteByte(1);
            device.Flush(flushToDisk: true);
        });
        var failure = new Ledger.JournalException("The journal could not be opened.", full, outcomeUnknown: false);
        var (code, sentence) = StartFailures.Explain(failure, "/srv/data", Sentences.In("Commands", english: true))!.Value;
        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("The disk of /srv/data is full.", sentence, StringComparison.Ordinal);
    }

    private async Task MustSayAsync(int code, string[] parts, params string[] words)
    {
        await using var server = ServerProcess.Begin(Data, words);

        Assert.Equal(code, await server.WaitAsync());
        Assert.All(parts, part => Assert.Contains(part, server.Said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", server.Said, StringComparison.Ordinal);
        var told = server.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("operator code", StringComparison.Ordinal));
        Assert.Single(told);
    }
}
