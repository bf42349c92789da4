using System.Text;
using System.Text.Json.Nodes;
using Neighborhood.Client.Verification;

namespace Neighborhood.Terminal.Commands;

/// <summary>Writes what a command makes into a file, and tells where.</summary>
internal static class OutputFile
{
    public static async Task<ExitCode> WriteAsync(Invocation run, string path, string content, bool isPrivate)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (isPrivate)
        {
            await PrivateFile.ReplaceAsync(path, bytes, run.Cancel).ConfigureAwait(false);
        }
        else
        {
            await File.WriteAllBytesAsync(path, bytes, run.Cancel).ConfigureAwait(false);
        }

        return run.IsJson ? run.Json(new JsonObject { ["file"] = path, ["bytes"] = bytes.Length }) : run.Say("written", path);
    }
}
