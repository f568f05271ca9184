using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Who may do something to whom, beyond what their rights say.</summary>
public static class UserReach
{
    /// <summary>Only who may change the tenant itself touches its owners: an admin who could would be one.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.Forbidden"/>.</exception>
    public static void CheckReaches(this Caller by, User user)
    {
        if (user.Role is Role.Owner && !by.May(Rights.ManageTenant))
        {
            throw new AppException(ErrorCode.Forbidden, "Only an owner may do this to an owner.");
        }
    }

    /// <exception cref="AppException"><see cref="ErrorCode.Forbidden"/>.</exception>
    public static void CheckGives(this Caller by, Role role)
    {
        if (role is Role.Owner && !by.May(Rights.ManageTenant))
        {
            throw new AppException(ErrorCode.Forbidden, "Only an owner makes owners.");
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
