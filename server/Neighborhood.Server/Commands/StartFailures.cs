using System.Net.Sockets;
using System.Text.RegularExpressions;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Commands;

/// <summary>What stands in the way of a command or of a start, as an exit code and one sentence with its remedy.</summary>
internal static partial class StartFailures
{
    // ENOSPC, and what Windows calls it.
    private const int NoSpaceLeft = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The sentence; null for a fault that is none of these.</summary>
    public static (ExitCode Code, string Sentence)? Explain(Exception failure, string folder, Sentences say) =>
        Chain(failure).Select(cause => Of(cause, failure, folder, say)).FirstOrDefault(found => found is not null);

    private static (ExitCode Code, string Sentence)? Of(Exception cause, Exception failure, string folder, Sentences say) => cause switch
    {
        UnfitOptionException unfit => (ExitCode.Usage, unfit.In(say)),
        JournalHeldException held => (ExitCode.Held, say.Say("held", folder, HolderOf(held, say))),
        StoreUnreadableException damaged => (ExitCode.Failed, say.Say("unreadable", Path.Combine(folder, damaged.Path))),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => (ExitCode.Failed, say.Say("port_taken", AddressIn(failure))),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => (ExitCode.Failed, say["port_denied"]),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => (ExitCode.Failed, say["address_elsewhere"]),
        UnauthorizedAccessException => (ExitCode.Failed, say.Say("folder_denied", folder)),
        IOException { HResult: NoSpaceLeft or WindowsDiskFull } => (ExitCode.Failed, say.Say("disk_full", folder)),
        _ => null,
    };

    /// <summary>Who holds a folder, in words.</summary>
    public static string HolderOf(JournalHeldException held, Sentences say) =>
        held.Known is var (process, since) ? say.Say("holder", process, since) : say["holder_unknown"];

    /// <summary>The innermost first: it knows what happened, those around it only where.</summary>
    private static Stack<Exception> Chain(Exception failure)
    {
        var causes = new Stack<Exception>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            causes.Push(cause);
        }

        return causes;
    }

    // Only Kestrel's sentence tells which of the addresses it was.
    private static string AddressIn(Exception failure) => Chain(failure).Select(cause => Address().Match(cause.Message))
        .FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "";

    [GeneratedRegex(@"(https?://\S+?):? ")]
    private static partial Regex Address();
}
