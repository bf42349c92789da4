using Neighborhood.Benchmarks;

// A measurement runs these two in a process of their own.
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

var parts = new (string Name, string Measures, Func<Report, Task> MeasureAsync)[]
{
    ("calls", "CPU of the server per call, syncs, watchers", CallCosts.MeasureAsync),
    ("activation", "waking a large ledger, and its memory", Activation.MeasureAsync),
    ("ledgers", "the same calls over 1, 10 and 100 ledgers", ManyLedgers.MeasureAsync),
    ("signed", "signed ballots beside unsigned ones", SignedBallots.MeasureAsync),
    ("verify", "recounting audit bundles", Recounting.MeasureAsync),
    ("counting", "counting beside parsing", Counting.MeasureAsync),
};

var words = args.ToList();
var isQuick = words.Remove("--quick");
var jsonAt = words.IndexOf("--json");
var json = jsonAt >= 0 && jsonAt + 1 < words.Count ? words[jsonAt + 1] : null;
if (json is not null)
{
    words.RemoveRange(jsonAt, 2);
}

var unknown = words.Find(word => parts.All(part => part.Name != word));
if (unknown is not null)
{
    Console.WriteLine("Neighborhood.Benchmarks [PART...] [--quick] [--json FILE]    without a part: all of them");
    foreach (var (name, measures, _) in parts)
    {
        Console.WriteLine($"  {name,-12}{measures}");
    }

    return unknown == "--help" ? 0 : 2;
}

var report = new Report(isQuick ? Sizes.Quick : Sizes.Full);
foreach (var part in parts.Where(part => words.Count == 0 || words.Contains(part.Name)))
{
    await part.MeasureAsync(report);
}

report.Print();
if (json is not null)
{
    await File.WriteAllTextAsync(json, report.ToJson());
}

return 0;
