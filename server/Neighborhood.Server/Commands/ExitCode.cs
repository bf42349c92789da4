namespace Neighborhood.Server.Commands;

/// <summary>How the program ends.</summary>
internal enum ExitCode
{
    /// <summary>Everything was done.</summary>
    Done = 0,

    /// <summary>A check found something.</summary>
    Defects = 1,

    /// <summary>The command line or the options do not make sense.</summary>
    Usage = 2,

    /// <summary>Another process has the data folder.</summary>
    Held = 3,

    /// <summary>It was tried and failed; nothing is half done.</summary>
    Failed = 4,
}
