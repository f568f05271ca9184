using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Who may do something to whom, beyond what their rights say.</summary>
public static class UserReach
{
    /// <summary>
    /// Whoever can take an account over, or make one, has its rights: so only who has them all may. An admin thus touches
    /// no owner, and a key with few scopes nobody who may more.
    /// </summary>
    /// <exception cref="AppException"><see cref="ErrorCode.Forbidden"/>.</exception>
    public static void CheckReaches(this Caller by, User user)
    {
        if (!by.May(RoleRights.Of(user.Role)))
        {
            throw new AppException(ErrorCode.Forbidden, user.Role is Role.Owner ? "Only an owner may do this to an owner." : "This key may less than that account, so it may not do this to it.");
        }
    }

    /// <exception cref="AppException"><see cref="ErrorCode.Forbidden"/>.</exception>
    public static void CheckGives(this Caller by, Role role)
    {
        if (!by.May(RoleRights.Of(role)))
        {
            throw new AppException(ErrorCode.Forbidden, role is Role.Owner ? "Only an owner makes owners." : "This key may less than that role, so it may not give it.");
        }
    }

    /// <exception cref="AppException"><see cref="ErrorCode.Conflict"/>: a program has neither address nor password.</exception>
    public static void CheckIsPerson(this User user)
    {
        if (user.Role is Role.Service)
        {
            throw new AppException(ErrorCode.Conflict, "This is a service account. It has keys, and neither address nor password.");
        }
    }
}
