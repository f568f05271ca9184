using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Groups;
using Parley.Accounts.Keys;
using Parley.Accounts.Links;
using Parley.Accounts.Lockout;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Tokens;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts;

/// <summary>How accounts lie in tables.</summary>
internal sealed class AccountModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.UseEntityId<TenantId>();
        conventions.UseEntityId<UserId>();
        conventions.UseEntityId<GroupId>();
        conventions.UseEntityId<SessionId>();
        conventions.UseEntityId<LinkId>();
        conventions.UseEntityId<ApiKeyId>();
        conventions.UseEnum<Role>();
        conventions.UseEnum<Tier>();
        conventions.UseEnum<SignInMethod>();
        conventions.UseEnum<LinkPurpose>();
    }

    public void Configure(ModelBuilder model)
    {
        ConfigurePeople(model);
        ConfigureCredentials(model);
    }

    private static void ConfigurePeople(ModelBuilder model)
    {
        model.Entity<Tenant>().ToTable("tenants");
        model.Entity<User>(user =>
        {
            user.ToTable("users");
            user.HasIndex(u => u.EmailKey, "ix_users_email").IsUnique();
            user.HasIndex(u => u.TenantId, "ix_users_tenant");
        });
        model.Entity<ExternalLogin>(login =>
        {
            login.ToTable("external_logins");
            login.HasKey(l => new { l.Issuer, l.Subject });
            login.HasIndex(l => l.UserId, "ix_external_logins_user");
            login.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Group>(group =>
        {
            group.ToTable("groups");
            group.HasIndex(g => new { g.TenantId, g.Name }, "ix_groups_name").IsUnique();
        });
        model.Entity<GroupMember>(member =>
        {
            member.ToTable("group_members");
            member.HasKey(m => new { m.GroupId, m.UserId });
            member.HasIndex(m => m.UserId, "ix_group_members_user");
            member.HasOne<Group>().WithMany().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Cascade);
            member.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureCredentials(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions");
            session.HasIndex(s => s.OwnerId, "ix_sessions_owner");
        });
        model.Entity<RefreshToken>(token =>
        {
            token.ToTable("refresh_tokens");
            token.HasKey(t => t.Hash);
            token.HasIndex(t => t.SessionId, "ix_refresh_tokens_session");
            token.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OneTimeLink>(link =>
        {
            link.ToTable("one_time_links");
            link.HasIndex(l => l.Hash, "ix_one_time_links_hash").IsUnique();
        });
        model.Entity<SignInFailures>(failures =>
        {
            failures.ToTable("sign_in_failures");
            failures.HasKey(f => f.Key);
            failures.HasIndex(f => f.LastAt, "ix_sign_in_failures_last");
        });
        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.HasIndex(k => k.Hash, "ix_api_keys_hash").IsUnique();
            key.HasIndex(k => k.OwnerId, "ix_api_keys_owner");
            key.Property(k => k.Scopes).HasConversion<int>();
        });
        model.Entity<SigningKey>().ToTable("signing_keys");
        model.Entity<SpentToken>(token =>
        {
            token.ToTable("spent_tokens");
            token.HasKey(t => t.Hash);
        });
    }
}
