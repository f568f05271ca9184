namespace Parley.Audit;

/// <summary>What the trail records, by name. <c>docs/concepts/audit.md</c> lists them for people; a test compares.</summary>
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
    public const string GroupMade = "group.make";
    public const string GroupRenamed = "group.rename";
    public const string GroupDeleted = "group.delete";
    public const string GroupMemberAdded = "group.add_member";
    public const string GroupMemberRemoved = "group.remove_member";
    public const string TenantMade = "tenant.make";
    public const string TenantChanged = "tenant.change";
    public const string KeyMade = "key.make";
    public const string KeyRevoked = "key.revoke";
    public const string ExternalUserMade = "user.provision";
    public const string ExternalLoginLinked = "user.link";
    public const string ExternalProfileMapped = "user.map";
    public const string SigningKeyMade = "signing_key.make";
    public const string ServerStart = "server.start";
    public const string AccessDeny = "access.deny";
    public const string BudgetCreate = "budget.create";
    public const string BudgetChange = "budget.change";
    public const string BudgetDelete = "budget.delete";
    public const string DegradationSet = "degradation.set";
    public const string ConversationDelete = "conversation.delete";
    public const string PersonaCreate = "persona.create";
    public const string PersonaChange = "persona.change";
    public const string PersonaRestore = "persona.restore";
    public const string PersonaDelete = "persona.delete";
    public const string TemplateCreate = "template.create";
    public const string TemplateChange = "template.change";
    public const string TemplateRestore = "template.restore";
    public const string TemplateDelete = "template.delete";
    public const string ProviderKeySet = "provider_key.set";
    public const string ProviderKeyRemove = "provider_key.remove";
    public const string CollectionMade = "collection.make";
    public const string CollectionChanged = "collection.change";
    public const string CollectionDeleted = "collection.delete";
    public const string DocumentDeleted = "document.delete";
    public const string DocumentsAdded = "document.add";
    public const string AuditExport = "audit.export";
    public const string AuditKeyRotate = "audit.rotate_key";
    public const string SecretsRotate = "secrets.rotate";
}
