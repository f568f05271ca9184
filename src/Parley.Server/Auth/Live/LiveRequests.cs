using System.Collections.Concurrent;
using Parley.Accounts.States;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth.Live;

/// <summary>
/// The requests at work, so that none outlives its caller's right to it: looked through every second, and at once when
/// an account was changed on this node.
/// </summary>
internal sealed partial class LiveRequests(CallerCheck check, AccountStates states, TimeProvider clock, ILogger<LiveRequests> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LiveRequest, byte> _requests = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    public int Count => _requests.Count;

    /// <param name="expiresAt">When the token ends that the request came with; null for a key without an end.</param>
    public void Add(HttpContext http, Caller caller, DateTimeOffset? expiresAt)
    {
        var request = new LiveRequest(this, http, caller, expiresAt);
        _requests.TryAdd(request, 0);
        http.Features.Set(request);
        http.Response.RegisterForDispose(request);
    }

    public void Remove(LiveRequest request) => _requests.TryRemove(request, out _);

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        states.Changed += Wake;
        try
        {
            while (true)
            {
                await _wake.WaitAsync(Interval, stoppingToken);
                await CheckAsync(stoppingToken);
            }
        }
        finally
        {
            states.Changed -= Wake;
        }
    }

    private void Wake(Guid? user)
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    private async Task CheckAsync(CancellationToken stoppingToken)
    {
        foreach (var (request, _) in _requests)
        {
            try
            {
                if (request.ExpiresAt <= clock.GetUtcNow())
                {
                    request.End(new(ErrorCode.AuthenticationError, "The access token has run out. Refresh it, and go on after the last event.") { Retryable = true }, clock);
                }
                else if (await check.NowAsync(request.Caller, stoppingToken) is null)
                {
                    request.End(new(ErrorCode.AuthenticationError, "This sign-in has ended. Sign in again."), clock);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away for a moment: what was allowed a second ago goes on until it answers.
                LogUnchecked(e);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Requests at work could not be checked")]
    private partial void LogUnchecked(Exception error);
}
