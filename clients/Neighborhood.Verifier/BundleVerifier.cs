namespace Neighborhood.Verifier;

/// <summary>
/// Recounts a poll from its audit bundle, with nothing but the file and what the person knows: no server is asked and none is trusted. Whatever is
/// malformed is a fault of the verdict, never an exception. The file, its checks and their order are specified in docs/verification.md.
/// </summary>
public static class BundleVerifier
{
    /// <summary>Reads the whole bundle once, from where the stream stands.</summary>
    /// <param name="bundle">The file.</param>
    /// <param name="expected">What is known without it.</param>
    /// <param name="progress">Told the bytes read so far, now and then; null where nobody wants to know.</param>
    public static BundleVerdict Verify(Stream bundle, BundleExpectation expected, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(expected);
        var reading = new BundleReading(new LineReader(bundle), expected, progress ?? (_ => { }));
        try
        {
            reading.Run();
            return reading.Verdict(BundleFault.None, "", "");
        }
        catch (Broken broken)
        {
            return reading.Verdict(broken.Fault, broken.Expected, broken.Found);
        }
    }

    /// <summary>Reads the first line alone: which ledger and poll the file says it is of, and under which key. Nothing of it is checked.</summary>
    /// <param name="bundle">The file.</param>
    public static BundleSummary ReadHeader(Stream bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        try
        {
            var header = BundleHeader.Read(new LineReader(bundle).Next(), new BundleExpectation());
            return new BundleSummary { Kind = header.Kind, Ledger = header.Ledger, Poll = header.Poll, VerifierKey = header.Key };
        }
        catch (Broken)
        {
            return new BundleSummary();
        }
    }
}
