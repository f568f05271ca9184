using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Keys;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Cli.Hosting;
using Parley.Data;
using Parley.Identity;
using Parley.Integrations.Configuration;

namespace Parley.Cli.Tests.Processes;

public sealed class KeysProcessTests : IDisposable
{
    private readonly ParleyBox _box = new(modelUrl: null);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Keys_Create_PrintsTheKeyAloneAndTheRestBesideIt()
    {
        await AddOwnerAsync("ada@example.com");

        var made = await _box.RunAsync("keys", "create", "--user", "Ada@example.com", "--scopes", "use_models,read_usage", "--days", "30");
        Assert.Equal(0, made.Code);
        Assert.True(ApiKeyText.IsWellFormed(made.Output.TrimEnd('\n')));
        Assert.Contains("use_models, read_usage", made.Error, StringComparison.Ordinal);

        var wrong = await _box.RunAsync("keys", "create", "--user", "ada@example.com", "--scopes", "fly", "--days", "3000");
        Assert.Equal((1, ""), (wrong.Code, wrong.Output));
        Assert.Contains("scopes", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("expires_at", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("no active account", (await _box.RunAsync("keys", "create", "--user", "bob@example.com")).Error, StringComparison.Ordinal);
    }

    private async Task AddOwnerAsync(string email)
    {
        using var host = CliHost.CreateBuilder(new ParleySettings(new() { ["Storage:DataDir"] = _box.DataDirectory }, []), new LogLines(_ => { })).Build();
        await host.StartParleyAsync(TestContext.Current.CancellationToken);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var (now, db) = (DateTime.UtcNow, scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
            var tenant = new Tenant { Id = TenantId.New(), Name = "Operators", Tier = Tier.Enterprise, IsOperator = true, CreatedAt = now, UpdatedAt = now };
            db.Add(tenant);
            db.Add(new User { Id = UserId.New(), TenantId = tenant.Id.Value, Email = email, EmailKey = email, Name = "Ada", Role = Role.Owner, CreatedAt = now, UpdatedAt = now });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
