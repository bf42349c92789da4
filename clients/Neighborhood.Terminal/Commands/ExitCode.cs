namespace Neighborhood.Terminal.Commands;

/// <summary>What a command tells the script that ran it. The help prints this table.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The server understood and refused; the sentence says why and what to do.</summary>
    Refused = 1,

    /// <summary>The command line, or a file named on it, is not as it has to be.</summary>
    Usage = 2,

    /// <summary>A receipt or a bundle does not verify, or what the server shows contradicts what is remembered.</summary>
    NotVerified = 3,

    /// <summary>No server answered in time.</summary>
    Unreachable = 4,

    /// <summary>A fault of this program.</summary>
    Fault = 5,

    /// <summary>Two heads of one ledger contradict each other: there are two histories, and both heads are shown.</summary>
    Forked = 6,

    /// <summary>Stopped by Ctrl-C.</summary>
    Interrupted = 130,
}
