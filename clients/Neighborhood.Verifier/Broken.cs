namespace Neighborhood.Verifier;

/// <summary>The first thing that does not hold; it ends the reading.</summary>
internal sealed class Broken(BundleFault fault, string expected = "", string found = "") : Exception(fault.ToString())
{
    public BundleFault Fault { get; } = fault;

    public string Expected { get; } = expected;

    public string Found { get; } = found;

    /// <summary>Goes on where a condition holds.</summary>
    public static void Unless(bool holds, BundleFault fault)
    {
        if (!holds)
        {
            throw new Broken(fault);
        }
    }

    public static void UnlessSame(long expected, long found, BundleFault fault)
    {
        if (expected != found)
        {
            throw new Broken(fault, $"{expected}", $"{found}");
        }
    }

    public static void UnlessSame(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found, BundleFault fault)
    {
        if (!expected.SequenceEqual(found))
        {
            throw new Broken(fault, Convert.ToHexStringLower(expected), Convert.ToHexStringLower(found));
        }
    }
}
