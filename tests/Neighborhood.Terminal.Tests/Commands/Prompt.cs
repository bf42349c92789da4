using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>A prompt at which a test types commands: streams in memory, a folder of its own, and a fake server.</summary>
internal sealed class Prompt : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-commands-").FullName;

    public FakeServer Server { get; } = new();

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Input { get; set; } = "";

    public bool IsInteractive { get; set; }

    public string SessionFolder => Path.Combine(_folder, "sessions");

    public string KnownHeadsPath => Path.Combine(_folder, "known-heads.json");

    public string PathOf(string name) => Path.Combine(_folder, name);

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new Surroundings
        {
            In = new StringReader(Input),
            Out = output,
            Error = error,
            IsInteractive = IsInteractive,
            Folder = SessionFolder,
            KnownHeadsPath = KnownHeadsPath,
            Handler = Server,
            Variable = _ => null,
            ReadSecret = () => "a long secret",
        });
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
