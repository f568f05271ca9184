using Microsoft.Extensions.Logging;

namespace Parley.Testing;

/// <summary>A logger that a test can wait on: for what happens in the background, the log is where it shows.</summary>
public sealed class LogProbe<T> : ILogger<T>
{
    private readonly Lock _lock = new();
    private readonly List<string> _messages = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _messages.Add(formatter(state, exception));
            _added.TrySetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until a message with this text was written; ten seconds at most.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            Task added;
            lock (_lock)
            {
                if (_messages.Any(message => message.Contains(text, StringComparison.Ordinal)))
                {
                    return;
                }

                added = _added.Task;
            }

            await added.WaitAsync(patience.Token);
        }
    }
}
