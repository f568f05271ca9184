namespace Parley.Audit;

/// <summary>Everything that is recorded, by its name in the trail.</summary>
public static class AuditActions
{
    public const string SignIn = "session.sign_in";
    public const string SignOut = "session.sign_out";
    public const string SignOutEverywhere = "session.sign_out_everywhere";
    public const string RefreshReused = "session.refresh_reused";
    public const string ProfileChanged = "profile.change";
    public const string SigningKeyMade = "signing_key.make";
}
