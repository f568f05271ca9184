using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth.Live;

/// <summary>
/// A request of somebody whose right to it may end before it does. A feature of the request: whoever answers for long
/// listens to <see cref="Ended"/> and says a last word. Of others the connection is cut, after a moment: it may be the very
/// request that signs out.
/// </summary>
internal sealed class LiveRequest(LiveRequests requests, HttpContext http, Caller caller, DateTimeOffset? expiresAt) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    private CancellationTokenSource? _ended;
    private long? _toldAt;

    public Caller Caller => caller;

    public DateTimeOffset? ExpiresAt => expiresAt;

    /// <summary>Why it ended; null as long as it has not.</summary>
    public AppException? Reason { get; private set; }

    /// <summary>Cancelled when the caller's right ends. To be asked for before the answer begins.</summary>
    public CancellationToken Ended => (_ended ??= new()).Token;

    /// <summary>Told again and again as long as the request goes on.</summary>
    public void End(AppException reason, TimeProvider clock)
    {
        _toldAt ??= clock.GetTimestamp();
        if (_ended is { } listened)
        {
            Reason ??= reason;
            listened.Cancel();
        }
        else if (clock.GetElapsedTime(_toldAt.Value) >= Moment)
        {
            http.Abort();
        }
    }

    public void Dispose()
    {
        requests.Remove(this);
        _ended?.Dispose();
    }
}
