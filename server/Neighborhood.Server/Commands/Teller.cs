using Neighborhood.Ledger.LiteDb;

namespace Neighborhood.Server.Commands;

/// <summary>Says what a command did, or why not.</summary>
internal sealed class Teller(Sentences sentences, TextWriter output, TextWriter error)
{
    /// <summary>Something was done.</summary>
    public void Say(string key, params object?[] values) => output.WriteLine(sentences.Say(key, values));

    /// <summary>A sentence with values put in, to be shown within another.</summary>
    public string Sentence(string key, params object?[] values) => sentences.Say(key, values);

    /// <summary>Who holds a folder, in words.</summary>
    public string HolderOf(JournalHeldException held) => StartFailures.HolderOf(held, sentences);

    /// <summary>A line as it is, such as a finding.</summary>
    public void Show(string line) => output.WriteLine(line);

    /// <summary>Why it was not done.</summary>
    /// <returns>The exit code given.</returns>
    public ExitCode Refuse(ExitCode code, string key, params object?[] values)
    {
        error.WriteLine(sentences.Say(key, values));
        return code;
    }
}
