using System.Globalization;
using System.Text.Json;

namespace Neighborhood.Benchmarks;

/// <summary>The figures of one run. Ratios compare two things measured in this run; everything else is context.</summary>
public sealed class Report(Sizes sizes)
{
    private readonly SortedDictionary<string, double> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];

    /// <summary>How much is measured.</summary>
    public Sizes Sizes => sizes;

    /// <summary>Records a figure of the JSON object.</summary>
    public void Set(string name, double value) => _numbers[name] = value;

    /// <summary>Says a line at once and keeps it.</summary>
    public void Say(FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        _lines.Add(text);
        Console.WriteLine(text);
    }

    /// <summary>Prints the figures by name.</summary>
    public void Print()
    {
        Console.WriteLine();
        foreach (var (name, value) in _numbers)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {value,14:0.###}"));
        }
    }

    /// <summary>The figures as one object, with the sizes they were measured at.</summary>
    public string ToJson()
    {
        var all = _numbers.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        all["sizes"] = sizes;
        all["lines"] = _lines;
        return JsonSerializer.Serialize(all);
    }
}
