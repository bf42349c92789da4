using System.Globalization;

namespace Neighborhood.Client.Verification;

/// <summary>Notes each check as it is made and tells whether to go on.</summary>
internal sealed class CheckList
{
    private readonly List<CheckOutcome> _outcomes = [];

    public IReadOnlyList<CheckOutcome> Outcomes => _outcomes;

    public bool Same(ReceiptCheck check, string? expected, string? found) => Note(check, expected == found, expected, found);

    public bool Same(ReceiptCheck check, long expected, long found) =>
        Note(check, expected == found, expected.ToString(CultureInfo.InvariantCulture), found.ToString(CultureInfo.InvariantCulture));

    public bool Same(ReceiptCheck check, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found) =>
        Note(check, expected.SequenceEqual(found), Convert.ToHexStringLower(expected), Convert.ToHexStringLower(found));

    public bool That(ReceiptCheck check, bool holds, string found = "") => Note(check, holds, "", found);

    private bool Note(ReceiptCheck check, bool holds, string? expected, string? found)
    {
        _outcomes.Add(new CheckOutcome(check, holds, expected ?? "", found ?? ""));
        return holds;
    }
}
