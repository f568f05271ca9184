using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Http.Sockets;

/// <summary>Counts the sockets of this node, whose memory they take.</summary>
internal sealed class SocketPlaces(IOptions<SocketOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Tenant, Guid User), int> _users = [];
    private int _all;

    /// <exception cref="AppException">There is no place left.</exception>
    public IDisposable Take(Caller caller)
    {
        var user = (caller.TenantId, caller.UserId);
        lock (_gate)
        {
            var open = _users.GetValueOrDefault(user);
            if (open >= options.Value.MaxPerUser)
            {
                throw new AppException(ErrorCode.RateLimitExceeded, $"You have {open:N0} sockets open, which is the limit. Close one.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(5) };
            }

            if (_all >= options.Value.Max)
            {
                throw new AppException(ErrorCode.ServiceUnavailable, "This server has no place for a further socket. Use POST /api/v1/chat/stream, or try again.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(5) };
            }

            _users[user] = open + 1;
            _all++;
            return new Place(this, user);
        }
    }

    private void Leave((Guid Tenant, Guid User) user)
    {
        lock (_gate)
        {
            _all--;
            if (--_users[user] == 0)
            {
                _users.Remove(user);
            }
        }
    }

    private sealed class Place(SocketPlaces places, (Guid Tenant, Guid User) user) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                places.Leave(user);
            }
        }
    }
}
