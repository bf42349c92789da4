using Neighborhood.Server.Commands;

return await new ServerCommandLine(Console.Out, Console.Error, TimeProvider.System).RunAsync(args);
