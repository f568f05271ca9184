using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Keys;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Cli.Terminal;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Cli.Commands;

/// <summary><c>parley keys</c>: keys for programs, from whoever runs the machine.</summary>
internal static class KeysCommand
{
    public const string Examples = """
        Examples:
          parley keys create --user ada@example.com
          parley keys create --user ada@example.com --name nightly --scopes use_models,read_usage --days 30

        The key goes to the output, once. It needs the database, and no running server.
        """;

    public static Command Create(Screen screen)
    {
        var user = new Option<string>("--user") { Description = "Whose key: an e-mail address.", HelpName = "address", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", HelpName = "text", DefaultValueFactory = _ => "Made at the terminal" };
        var scopes = new Option<string?>("--scopes") { Description = "What it may do: names of rights with commas between. Default: use_models,read_content,write_content.", HelpName = "names" };
        var days = new Option<int?>("--days") { Description = "How long it holds. Default: 90.", HelpName = "count" };
        var create = new Command("create", "Make an API key and print it.") { user, name, scopes, days };
        create.SetAction((parsed, _) => CliProgram.RunAsync(screen, async (services, interrupts, log) =>
        {
            await using var scope = services.CreateAsyncScope();
            var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
            var (owner, tenant) = await FindAsync(scope.ServiceProvider.GetRequiredService<ParleyDbContext>(), parsed.GetValue(user), interrupts.Ended);
            var request = new ApiKeyRequest(parsed.GetValue(name), parsed.GetValue(scopes)?.Split(',', StringSplitOptions.TrimEntries));
            request = parsed.GetValue(days) is { } given ? request with { HasExpiry = true, ExpiresAt = clock.GetUtcNow().UtcDateTime.AddDays(Math.Clamp(given, -1, 100_000)) } : request;

            // On behalf of the owner: the key is theirs, and never may more than they.
            var caller = new Caller(owner.TenantId, owner.Id.Value) { Role = owner.Role, Rights = RoleRights.Of(owner.Role, tenant.IsOperator) };
            scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
            var (key, row) = await scope.ServiceProvider.GetRequiredService<ApiKeyBook>().AddAsync(request, owner, caller, interrupts.Ended);
            screen.Line(key);
            screen.Note($"It may {string.Join(", ", RightNames.Of(row.Scopes))}, {(row.ExpiresAt is { } end ? $"until {end:yyyy-MM-dd HH:mm} UTC" : "without an end")}. It is shown this once.");
            return ExitCode.Ok;
        }));
        return new Command("keys", "Make API keys for programs.") { create };
    }

    private static async Task<(User Owner, Tenant Tenant)> FindAsync(ParleyDbContext db, string? email, CancellationToken cancellationToken)
    {
        var key = EmailAddress.Read(email)?.Key ?? throw new UsageException($"'{email}' is not an e-mail address.");

        // Over all tenants: whoever has the database needs no one's leave.
        var owner = await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(u => u.EmailKey == key && !u.Disabled, cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, $"There is no active account {email}.");
        var id = new TenantId(owner.TenantId);
        return (owner, await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken));
    }
}
