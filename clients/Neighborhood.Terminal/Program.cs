using Neighborhood.Terminal;

return args is [] or ["--lang" or "--server" or "--light", ..] ? await FullScreen.RunAsync(args) : 2;
