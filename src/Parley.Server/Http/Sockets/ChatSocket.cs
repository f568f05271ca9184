using System.Collections.Concurrent;
using System.Net.WebSockets;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth.Live;

namespace Parley.Server.Http.Sockets;

/// <summary>One socket of one person, from the handshake to the goodbye.</summary>
internal sealed class ChatSocket : IDisposable
{
    /// <summary>How long the last words may take, and the client's goodbye.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly HttpContext _http;
    private readonly WebSocket _socket;
    private readonly SocketTurns _turns;
    private readonly SocketOptions _options;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _drain;
    private readonly SocketSender _sender;
    private readonly SocketReceiver _receiver;
    private readonly string? _address;
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource<SocketEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Task, byte> _working = new();
    private Caller _caller;

    public ChatSocket(HttpContext http, WebSocket socket, Caller caller, string? address, SocketTurns turns, SocketOptions options, TimeSpan patience, TimeSpan drain, TimeProvider clock)
    {
        (_http, _socket, _caller, _address, _turns, _options, _clock, _drain) = (http, socket, caller, address, turns, options, clock, drain);
        (_sender, _receiver) = (new(socket, patience, clock), new(socket, options.MaxMessageBytes));
    }

    public async Task RunAsync(CancellationToken shuttingDown)
    {
        var live = _http.Features.Get<LiveRequest>();
        await using var unauthorised = (live?.Ended ?? CancellationToken.None).Register(() => _end.TrySetResult(SocketEnd.Unauthorised));
        await using var stopping = shuttingDown.Register(() => _end.TrySetResult(SocketEnd.ShuttingDown));
        await using var gone = _http.RequestAborted.Register(() => _end.TrySetResult(SocketEnd.Goodbye));
        await using var idle = _clock.CreateTimer(_ => LookForLife(), null, _options.IdleTime, _options.IdleTime);

        // 1. Messages, until there is a reason to stop.
        var receiving = ReceiveAllAsync(idle);
        var end = await _end.Task;

        // 2. At a shutdown the turns are being ended, and their readers shall see it.
        if (end == SocketEnd.ShuttingDown)
        {
            await Task.WhenAny(Task.WhenAll(_working.Keys), Task.Delay(_drain + Farewell, _clock, CancellationToken.None));
        }

        // 3. Nobody follows a turn any more; then the goodbye, and the client's.
        await _leaving.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_working.Keys), Task.Delay(Farewell, _clock, CancellationToken.None));
        await _sender.CloseAsync(end.Status, end.Why);
        await Task.WhenAny(receiving, Task.Delay(Farewell, _clock, CancellationToken.None));
        if (!receiving.IsCompleted)
        {
            _socket.Abort();
        }

        await receiving;
        await Task.WhenAll(_working.Keys);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _leaving.Dispose();
        _socket.Dispose();
    }

    private async Task ReceiveAllAsync(ITimer idle)
    {
        while (true)
        {
            var (message, end) = await _receiver.ReceiveAsync();
            if (end is not null)
            {
                _end.TrySetResult(end);
                await _receiver.DrainAsync();
                return;
            }

            // After the reason to stop came, only the client's goodbye is waited for.
            if (_end.Task.IsCompleted)
            {
                continue;
            }

            idle.Change(_options.IdleTime, _options.IdleTime);
            await BeginAsync(message);
        }
    }

    private async Task BeginAsync(ReadOnlyMemory<byte> body)
    {
        string? reference = null;
        try
        {
            var message = JsonBody.Read(body, ApiJson.Default.SocketMessage);
            reference = message.Ref is { Length: > 100 } ? throw AppException.Invalid("ref", "Give at most 100 characters.") : message.Ref;
            if (await _turns.CheckAsync(_caller, _http.RequestAborted) is not { } caller)
            {
                _end.TrySetResult(SocketEnd.Unauthorised);
                return;
            }

            _caller = caller;
            if (_working.Count >= _options.MaxTurns)
            {
                throw new AppException(ErrorCode.RateLimitExceeded, $"This socket follows {_options.MaxTurns:N0} answers, which is the limit. Wait until one ends.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(1) };
            }

            var work = WorkAsync(message, body, caller);
            _working.TryAdd(work, 0);
            _ = work.ContinueWith(done => _working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        catch (Exception e)
        {
            await ExplainAsync(e, reference);
        }
    }

    // Never fails: what goes wrong is said over the socket.
    private async Task WorkAsync(SocketMessage message, ReadOnlyMemory<byte> body, Caller caller)
    {
        try
        {
            await Task.Yield();
            await _turns.HandleAsync(message, body, caller, _address, _sender, _leaving.Token);
        }
        catch (Exception e)
        {
            await ExplainAsync(e, message.Ref);
        }
    }

    private async Task ExplainAsync(Exception error, string? reference)
    {
        if (error is OperationCanceledException)
        {
            return;
        }

        try
        {
            await _sender.SendAsync(SocketSink.Error(Problems.Translate(_http, error), reference));
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to be told.
        }
    }

    private void LookForLife()
    {
        if (_working.IsEmpty)
        {
            _end.TrySetResult(SocketEnd.Idle);
        }
    }
}
