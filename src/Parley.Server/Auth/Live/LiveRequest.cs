using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth.Live;

/// <summary>
/// A request of somebody whose right to it may end before it does. A feature of the request: whoever answers for long
/// listens to <see cref="Ended"/> and says a last word; of all others the connection is cut.
/// </summary>
internal sealed class LiveRequest(LiveRequests requests, HttpContext http, Caller caller, DateTimeOffset? expiresAt) : IDisposable
{
    private CancellationTokenSource? _ended;

    public Caller Caller => caller;

    public DateTimeOffset? ExpiresAt => expiresAt;

    /// <summary>Why it ended; null as long as it has not.</summary>
    public AppException? Reason { get; private set; }

    /// <summary>Cancelled when the caller's right ends. To be asked for before the answer begins.</summary>
    public CancellationToken Ended => (_ended ??= new()).Token;

    public void End(AppException reason)
    {
        if (Reason is not null)
        {
            return;
        }

        Reason = reason;
        if (_ended is { } listened)
        {
            listened.Cancel();
        }
        else
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
