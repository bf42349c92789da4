using Neighborhood.Server.Commands;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>One run of the server's command line, in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What was said.</param>
/// <param name="Error">What was refused.</param>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new ServerCommandLine(output, error, TimeProvider.System).RunAsync(words);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
