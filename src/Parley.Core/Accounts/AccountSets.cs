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

namespace Parley.Accounts;

/// <summary>The tables of accounts, as properties of the context.</summary>
public static class AccountSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<Tenant> Tenants => db.Set<Tenant>();

        public DbSet<User> Users => db.Set<User>();

        public DbSet<ExternalLogin> ExternalLogins => db.Set<ExternalLogin>();

        public DbSet<Group> Groups => db.Set<Group>();

        public DbSet<GroupMember> GroupMembers => db.Set<GroupMember>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<RefreshToken> RefreshTokens => db.Set<RefreshToken>();

        public DbSet<OneTimeLink> OneTimeLinks => db.Set<OneTimeLink>();

        public DbSet<SignInFailures> SignInFailures => db.Set<SignInFailures>();

        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        public DbSet<SigningKey> SigningKeys => db.Set<SigningKey>();

        public DbSet<SpentToken> SpentTokens => db.Set<SpentToken>();
    }
}
