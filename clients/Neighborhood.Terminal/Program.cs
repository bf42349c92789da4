using Neighborhood.Terminal;
using Neighborhood.Terminal.Commands;

// Options alone are those of the full-screen client; whatever begins with a word is a command.
return args is [] or ["--server" or "--light", ..] or ["--lang", _] or ["--lang", _, "--server" or "--light", ..]
    ? await FullScreen.RunAsync(args)
    : await CommandLine.RunAsync(args, Surroundings.OfProcess());
