using System.Text;
using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>
/// Keeps the session of one server between commands, in a file that only its owner may read. A refresh token works once, so commands that run side by side
/// take turns in using it.
/// </summary>
internal sealed class SessionFile(string folder, Uri server, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Longer than a command usually takes, so that the token seldom ends under one.
    private static readonly TimeSpan RenewAhead = TimeSpan.FromMinutes(1);

    private readonly string _path = Path.Combine(folder, string.Concat(server.Authority.Select(SafeInFileName)) + ".json");

    /// <summary>Goes on with the stored session, renewed where it is about to end, and stores what becomes of it.</summary>
    public async Task ResumeAsync(NeighborhoodClient client, CancellationToken cancel)
    {
        var stored = Read();
        client.UseSession(stored);
        client.SessionChanged += (_, change) => Store(change.Session);
        if (stored is null || !IsEnding(stored))
        {
            return;
        }

        await using var turn = await TakeTurnAsync(cancel).ConfigureAwait(false);
        if (Read() is { } newest)
        {
            client.UseSession(newest);
            await (IsEnding(newest) ? client.RefreshAsync(cancel) : Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private bool IsEnding(Session session) => session.AccessTokenExpiresAt?.ToDateTimeOffset() <= clock.GetUtcNow() + RenewAhead;

    private Session? Read()
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

    private void Store(Session? session)
    {
        if (session is null)
        {
            File.Delete(_path);
            return;
        }

        PrivateFile.CreateFolderOf(_path);

        // The event is told on the thread of the call that renewed: the file is there before the call goes on.
        PrivateFile.ReplaceAsync(_path, Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(session)), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static char SafeInFileName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_';

    private async Task<FileStream> TakeTurnAsync(CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(_path + ".lock", PrivateFile.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (clock.GetElapsedTime(began) < LongestWait)
            {
                await Task.Delay(Pause, cancel).ConfigureAwait(false);
            }
        }
    }
}
