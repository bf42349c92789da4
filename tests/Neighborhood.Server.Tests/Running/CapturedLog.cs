using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Neighborhood.Server.Tests.Running;

/// <summary>Everything a server logs. An error that no test declared is a failure of the test.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentBag<string> _expected = [];

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Errors that were not declared.</summary>
    public IReadOnlyList<LogLine> UnexpectedErrors =>
        [.. _lines.Where(line => line.Level >= LogLevel.Error && !_expected.Any(part => line.Text.Contains(part, StringComparison.Ordinal)))];

    /// <summary>Declares that errors with these words belong to the test.</summary>
    public void Expect(string words) => _expected.Add(words);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lines are read after the server is gone.
    }

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log._lines.Enqueue(new LogLine(logLevel, $"{category}: {formatter(state, exception)} {exception}"));
            }
        }
    }
}

/// <summary>One line of a log, with its category and its exception.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Text">Everything that was written.</param>
public sealed record LogLine(LogLevel Level, string Text);
