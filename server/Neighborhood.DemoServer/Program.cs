using System.Globalization;
using Neighborhood.DemoServer;
using Neighborhood.Server.Commands;

// The server as it is composed for real, but for its clock: whoever started it moves that on by a line with a number of seconds, and is told when it is done.
// It is a program of its own, because no server that serves people may have such a switch.
var clock = new MovedClock();
var following = Task.Run(async () =>
{
    while (await Console.In.ReadLineAsync() is { } line && long.TryParse(line, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"moved {line}");
    }
});
var code = await new ServerCommandLine(Console.Out, Console.Error, clock).RunAsync(args);
return following.IsFaulted ? 1 : code;
