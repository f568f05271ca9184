using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Parley.Cli.Tests.Processes;

/// <summary>A program in a pseudo-terminal: a test types, and waits for what is shown.</summary>
public sealed class TerminalSession : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly StringBuilder _shown = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public TerminalSession(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the text is shown after what was waited for before.</summary>
    public async Task SeeAsync(string text)
    {
        using var patience = new CancellationTokenSource(ParleyBox.Patience);
        while (true)
        {
            Task changed;
            lock (_shown)
            {
                if (_shown.ToString().IndexOf(text, _seen, StringComparison.Ordinal) is var at and >= 0)
                {
                    _seen = at + text.Length;
                    return;
                }

                changed = _changed.Task;
            }

            Assert.False(_reading.IsCompleted && _process.HasExited && changed == _changed.Task, $"Ended without '{text}':\n{Shown}");
            try
            {
                await Task.WhenAny(changed, _reading).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' was not shown:\n{Shown}");
            }
        }
    }

    /// <summary>Waits for a prompt.</summary>
    public Task SeePromptAsync() => SeeAsync("\e[J> ");

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(ParleyBox.Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Sends a signal to the program itself.</summary>
    public async Task SignalAsync(string signal)
    {
        var line = Shown.Split("pid=")[1];
        var id = int.Parse(line[..line.IndexOf('\r', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-" + signal, id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is var length and > 0)
        {
            lock (_shown)
            {
                _shown.Append(buffer, 0, length);
                _changed.SetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
