using Neighborhood.Benchmarks;

if (args is ["bare-host", var url])
{
    await BareHost.RunAsync(url);
    return 0;
}

if (args is ["recount", var bundle])
{
    Recounting.VerifyHere(bundle);
    return 0;
}

var quick = args.Contains("--quick");
var jsonAt = Array.IndexOf(args, "--json");
if (args.Contains("--help") || (jsonAt >= 0 && jsonAt + 1 >= args.Length))
{
    Console.WriteLine("Neighborhood.Benchmarks [verify | signed | counting] [--quick] [--json FILE]");
    return args.Contains("--help") ? 0 : 2;
}

var report = new Report(quick ? Sizes.Quick : Sizes.Full);
var only = args is ["verify" or "signed" or "counting", ..] ? args[0] : "";
if (only.Length == 0)
{
    await CallCosts.MeasureAsync(report);
    await Activation.MeasureAsync(report);
    await ManyLedgers.MeasureAsync(report);
}

if (only is "" or "signed")
{
    await SignedBallots.MeasureAsync(report);
}

if (only is "" or "verify")
{
    await Recounting.MeasureAsync(report);
}

if (only is "" or "counting")
{
    Counting.Measure(report, quick);
}

report.Print();
if (jsonAt >= 0)
{
    await File.WriteAllTextAsync(args[jsonAt + 1], report.ToJson());
}

return 0;
