using System.Diagnostics;
using System.Globalization;
using Neighborhood.Domain.Polls;
using Neighborhood.Testing.Recounting;
using Neighborhood.Verifier;

namespace Neighborhood.Benchmarks;

/// <summary>
/// Recounting an audit bundle, each time in a process of its own: ballots per second of CPU, whether the cost of a ballot stays the same as bundles grow, and
/// the peak of the memory.
/// </summary>
internal static class Recounting
{
    public static async Task MeasureAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
        try
        {
            var small = await MeasureAsync(report, folder, report.Sizes.FewRecounted, isSigned: false);
            var large = await MeasureAsync(report, folder, report.Sizes.ManyRecounted, isSigned: false);
            var signed = await MeasureAsync(report, folder, report.Sizes.FewRecounted, isSigned: true);
            report.Set("recount_ballots_per_cpu_second", large.Ballots / large.CpuSeconds);
            report.Set("recount_signed_ballots_per_cpu_second", signed.Ballots / signed.CpuSeconds);
            report.Set("recount_growth_ratio", large.CpuSeconds / large.Ballots / (small.CpuSeconds / small.Ballots));
            report.Set("recount_peak_mib", large.PeakBytes / (1024.0 * 1024.0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Recounts in this process and prints ballots, CPU milliseconds and peak bytes.</summary>
    public static void VerifyHere(string path)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        using var file = File.OpenRead(path);
        var verdict = BundleVerifier.Verify(file, new BundleExpectation());
        process.Refresh();
        var cpu = process.TotalProcessorTime - before;
        var ballots = verdict.Holds ? verdict.Summary.Ballots : throw new InvalidOperationException($"Line {verdict.Line}: {verdict.Fault}.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ballots} {cpu.TotalMilliseconds:0} {process.PeakWorkingSet64}"));
    }

    private static async Task<(long Ballots, double CpuSeconds, long PeakBytes)> MeasureAsync(Report report, string folder, int ballots, bool isSigned)
    {
        var path = Path.Combine(folder, "poll.bundle");
        Write(path, ballots, isSigned);
        var start = ChildProcess.Command("Neighborhood.Benchmarks.dll", "recount", path);

        // Whoever recounts sits at the client, whose collector keeps memory small.
        start.Environment["DOTNET_gcServer"] = "0";
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        var numbers = said.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var (cpu, peak) = (numbers[1] / 1_000.0, numbers[2]);
        var kind = isSigned ? "signed ballots" : "ballots";
        report.Say($"recounted {ballots} {kind} ({new FileInfo(path).Length >> 20} MiB) in {cpu:0.00} s of CPU, peak {peak >> 20} MiB");
        return (numbers[0], cpu, peak);
    }

    private static void Write(string path, int ballots, bool isSigned)
    {
        using var poll = new ForgedPoll
        {
            IsSigned = isSigned,
            Roll = [.. Enumerable.Range(1, ballots).Select(voter => new RollRow { Voter = voter, AreaCm2 = 1_000_000, Heads = 1 })],
            Ballots = [.. Enumerable.Range(1, ballots).Select(voter => ((long)voter, voter % 3 == 0 ? "no" : "yes"))],
        }.Made();
        using var file = File.Create(path);
        poll.Write(file);
    }
}
