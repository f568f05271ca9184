namespace Parley.Audit;

/// <summary>Everything that is recorded, by its name in the trail.</summary>
public static class AuditActions
{
    public const string SignIn = "session.sign_in";
    public const string SignOut = "session.sign_out";
    public const string SignOutEverywhere = "session.sign_out_everywhere";
    public const string RefreshReused = "session.refresh_reused";
    public const string PasswordChanged = "password.change";
    public const string PasswordReset = "password.reset";
    public const string LinkMade = "link.make";
    public const string OwnerMade = "owner.make";
    public const string UserMade = "user.make";
    public const string UserChanged = "user.change";
    public const string EmailChanged = "user.change_email";
    public const string InvitationMade = "invitation.make";
    public const string InvitationWithdrawn = "invitation.withdraw";
    public const string InvitationUsed = "invitation.use";
    public const string ProfileChanged = "profile.change";
    public const string SigningKeyMade = "signing_key.make";
}
