namespace Neighborhood.Testing;

/// <summary>A limit on how long a test may wait for something, so that a hang is a failure and does not hold the others up.</summary>
public static class TestLimit
{
    /// <summary>Ends with the test, or when the time is up.</summary>
    public static CancellationToken Of(TimeSpan longest, CancellationToken test)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(test);
        limit.CancelAfter(longest);
        return limit.Token;
    }
}
