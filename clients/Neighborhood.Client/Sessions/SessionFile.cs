using System.Text;
using Google.Protobuf;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>
/// Keeps the session of one server in a file that only its owner may read, for every program of this person on this computer: who signs in with one is
/// signed in with all. A refresh token works once, so they take turns in using it.
/// </summary>
/// <param name="folder">The folder of the sessions; <see cref="DefaultFolder"/> is shared by all programs.</param>
/// <param name="server">The server; each has a file of its own.</param>
public sealed class SessionFile(string folder, Uri server)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.Combine(folder, string.Concat(server.Authority.Select(SafeInFileName)) + ".json");

    /// <summary>The folder in the user's configuration.</summary>
    public static string DefaultFolder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "neighborhood", "sessions");

    internal Session? Read()
    {
        try
        {
            return Session.Parser.ParseJson(File.ReadAllText(_path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or InvalidProtocolBufferException or InvalidJsonException)
        {
            // A file that was damaged is no session: signing in makes a new one.
            return null;
        }
    }

    internal void Write(Session session)
    {
        PrivateFile.CreateFolderOf(_path);

        // The file is there before the call that needed the session goes on.
        PrivateFile.ReplaceAsync(_path, Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(session)), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Forgets the session of an account, unless somebody else has signed in here meanwhile.</summary>
    internal void Forget(Session session)
    {
        if (Holds(session))
        {
            File.Delete(_path);
        }
    }

    /// <summary>Whether the file is about the account of a session, in whichever state of renewal.</summary>
    internal bool Holds(Session session) => Read()?.Account == session.Account;

    internal Task<FileStream> TakeTurnAsync() => PrivateFile.TakeTurnAsync(_path, LongestWait, CancellationToken.None);

    private static char SafeInFileName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_';
}
