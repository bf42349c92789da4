using System.Text;
using Neighborhood.Client;
using Neighborhood.Client.Verification;

namespace Neighborhood.Terminal.Commands;

/// <summary>What a command has around it, so that a test can give it another: streams, terminal, folders, clock and the way to the server.</summary>
public sealed record Surroundings
{
    /// <summary>Where input comes from.</summary>
    public required TextReader In { get; init; }

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors, questions and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person sits at input and output; without one nothing is asked.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>The columns of the terminal, for help.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The folder of the sessions.</summary>
    public required string Folder { get; init; }

    /// <summary>The file that remembers keys and heads of servers.</summary>
    public required string KnownHeadsPath { get; init; }

    /// <summary>Where what lasts no longer than a visit to a booth is kept.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What carries the calls; null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The environment variables.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Reads a password without showing it.</summary>
    public Func<string> ReadSecret { get; init; } = ReadHidden;

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        // Chinese through a pipe or in a Windows console needs it said.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Surroundings
        {
            In = Console.In,
            Out = Console.Out,
            Error = Console.Error,
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            Width = Console.IsOutputRedirected ? 100 : Console.WindowWidth,
            Folder = SessionFile.DefaultFolder,
            KnownHeadsPath = KnownHeads.DefaultPath,
        };
    }

    private static string ReadHidden()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        return typed.ToString();
    }
}
