using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching.Flights;

/// <summary>
/// A call that several callers read. A task of its own takes the model's stream into a buffer; every caller reads the
/// buffer from its start at its own pace. One that leaves takes nothing along; the last one ends the call.
/// Backpressure: up to <c>maxBytes</c> the model is never held up. Beyond, nobody may join any more, what all have read
/// is let go of, and the model waits for the slowest reader, as it would for an only one.
/// </summary>
/// <param name="report">Of the caller whose options the call is made with.</param>
#pragma warning disable CA1001 // _stop has neither a timer nor a parent: there is nothing to let go of.
internal sealed class Flight(long maxBytes, CallReport report)
#pragma warning restore CA1001
{
    /// <summary>What an update takes besides its text.</summary>
    private const int Overhead = 256;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly List<FlightReader> _readers = [];
    private Task _pump = Task.CompletedTask;
    private TaskCompletionSource? _more;
    private TaskCompletionSource? _room;
    private ExceptionDispatchInfo? _failure;
    private int _first;
    private long _bytes;
    private bool _isFull;
    private bool _isOver;

    public ModelSelection? ServedBy => report.ServedBy;

    /// <returns>Null when the call is over, given up, or too long to be read from its start.</returns>
    public FlightReader? Join()
    {
        lock (_gate)
        {
            if (_isOver || _isFull)
            {
                return null;
            }

            var reader = new FlightReader(this, isLeader: _readers.Count == 0);
            _readers.Add(reader);
            return reader;
        }
    }

    /// <summary>Begins the call. Its first reader must have joined.</summary>
    /// <param name="ended">Called once, before any reader learns of the end.</param>
    public void Start(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> call, Action ended) =>
        _pump = Task.Run(() => PumpAsync(call, ended), CancellationToken.None);

    internal bool TryTake(FlightReader reader, out ChatResponseUpdate? update, out Task wait)
    {
        lock (_gate)
        {
            (update, wait) = (null, Task.CompletedTask);
            if (reader.Position - _first is var index && index < _updates.Count)
            {
                update = _updates[index];
                reader.Position++;
                LetGo();
                return true;
            }

            if (_isOver)
            {
                _failure?.Throw();
                return true;
            }

            wait = (_more ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return false;
        }
    }

    internal async ValueTask LeaveAsync(FlightReader reader)
    {
        lock (_gate)
        {
            if (!_readers.Remove(reader) || _readers.Count > 0 || _isOver)
            {
                LetGo();
                return;
            }

            // Nobody may join a call that is being given up.
            _isFull = true;
        }

        // The caller is told only when the provider's connection is closed and what it cost is known.
        await _stop.CancelAsync();
        await _pump;
    }

    private async Task PumpAsync(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> call, Action ended)
    {
        Exception? failure = null;
        try
        {
            await foreach (var update in call(_stop.Token))
            {
                await AddAsync(update);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        ended();
        lock (_gate)
        {
            _isOver = true;
            _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
            Wake(ref _more);
        }
    }

    private async ValueTask AddAsync(ChatResponseUpdate update)
    {
        Task? room = null;
        lock (_gate)
        {
            _updates.Add(update);
            _bytes += Size(update);
            _isFull |= _bytes > maxBytes;
            LetGo();
            if (_bytes > maxBytes && _readers.Count > 0)
            {
                room = (_room = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            Wake(ref _more);
        }

        if (room is not null)
        {
            await room.WaitAsync(_stop.Token);
        }
    }

    private void LetGo()
    {
        if (!_isFull || _readers.Count == 0)
        {
            return;
        }

        var read = _readers.Min(reader => reader.Position) - _first;
        for (var i = 0; i < read; i++)
        {
            _bytes -= Size(_updates[i]);
        }

        _updates.RemoveRange(0, read);
        _first += read;
        if (_bytes <= maxBytes)
        {
            Wake(ref _room);
        }
    }

    private static long Size(ChatResponseUpdate update)
    {
        var size = (long)Overhead;
        foreach (var content in update.Contents)
        {
            size += content switch
            {
                TextContent text => text.Text.Length * sizeof(char),
                TextReasoningContent reasoning => reasoning.Text.Length * sizeof(char),
                DataContent data => data.Data.Length,
                FunctionResultContent { Result: string result } => result.Length * sizeof(char),
                _ => Overhead,
            };
        }

        return size;
    }

    private static void Wake(ref TaskCompletionSource? waiting)
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
