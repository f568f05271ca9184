using Parley.Accounts.Keys;
using Parley.Identity;

namespace Parley.Accounts.States;

/// <summary>Says of a caller who came a while ago what they are now.</summary>
public sealed class CallerCheck(AccountStates states, ApiKeyDirectory keys) : ICallerCheck
{
    public async ValueTask<Caller?> NowAsync(Caller caller, CancellationToken cancellationToken)
    {
        // The one person of single-user mode has no account.
        if (caller == Caller.Local)
        {
            return caller;
        }

        if (caller.KeyId is { } key)
        {
            return await keys.NowAsync(key, cancellationToken);
        }

        var state = await states.FindAsync(caller.UserId, cancellationToken);
        return state is null || (caller.SessionId is { } session && !state.Sessions.Contains(session))
            ? null
            : state.ToCaller(caller.SessionId);
    }
}
