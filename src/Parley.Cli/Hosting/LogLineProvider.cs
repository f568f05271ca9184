using Microsoft.Extensions.Logging;

namespace Parley.Cli.Hosting;

/// <summary>Writes log entries as single lines: an exception by its message, never by its stack.</summary>
internal sealed class LogLineProvider(LogLines lines) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(lines);

    public void Dispose()
    {
        // The lines belong to the program.
    }

    private sealed class LineLogger(LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel is LogLevel.Warning ? "warning" : "error";
            lines.Add($"{level}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}");
        }
    }
}
