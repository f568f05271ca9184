using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Core.Tests.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Models.Keys;
using Parley.Secrets;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Secrets;

public sealed class SecretRotationTests(PostgresFixture postgres)
{
    private const string Old = "0ld-0ne-7Hc2mVxQzL9wTbKfYpRsDgJu";
    private const string New = "n3w-0ne-Zk8sWqXvB5tNhMcEyPdGaRfL";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task I7_SecretRotated_NoRequestFailsAndTheOldKeyIsNoLongerNeeded(TestDatabase database)
    {
        // Every node knows both keys, one of them encrypts with the new one already.
        await using var first = await TestParley.StartAsync(database, postgres.Server, settings: Settings(Old, New));
        var trail = new TestTrail(first, database);
        await StoreKeyAsync(first, "openai", "sk-stored-before");
        await using var second = await first.StartSecondAsync(Settings(New, Old));
        Assert.Equal("sk-stored-before", second.Services.GetRequiredService<ProviderKeys>().Find("openai"));

        // Requests go on while everything is encrypted anew.
        using var stop = new CancellationTokenSource();
        var requests = Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested || count < 20; count++)
            {
                await trail.RecordAsync(new AuditEntry("thing.do"));
                await first.Services.GetRequiredService<ProviderKeys>().RefreshAsync(Token);
                Assert.Equal("sk-stored-before", first.Services.GetRequiredService<ProviderKeys>().Find("openai"));
            }

            return count;
        }, Token);
        var done = await InstallationAsync(second, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            var counts = await second.Services.GetRequiredService<SecretRotation>().RunAsync(db, Token);
            await transaction.CommitAsync(Token);
            return counts;
        });
        await stop.CancelAsync();

        Assert.True(await requests >= 20);
        Assert.Equal(2, done["stored_secrets"]); // the trail's key and the provider's
        await using var third = await first.StartSecondAsync(Settings(New, null));
        Assert.Equal("sk-stored-before", third.Services.GetRequiredService<ProviderKeys>().Find("openai"));
        Assert.True((await new TestTrail(third, database).VerifyAsync()).IsOk);
        Assert.Empty(await InstallationAsync(third, db => third.Services.GetRequiredService<SecretRotation>().RunAsync(db, Token)));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Start_WrongKey_IsRefusedAndNamesTheOneThatIsWanted(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server, settings: Settings(Old, null));
        var wanted = parley.Services.GetRequiredService<SecretKeys>().Current.Id;

        var error = await Assert.ThrowsAsync<StartupException>(() => parley.StartSecondAsync(Settings(New, null)));

        Assert.Contains($"{wanted} is wanted", error.Message, StringComparison.Ordinal);
        Assert.Contains("APP_SECRET_KEY_PREVIOUS", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Old, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(New, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeySetAfterHavingRunWithout_TheMadeOneStillDecrypts()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        await StoreKeyAsync(parley, "openai", "sk-stored-before");

        await using var later = await parley.StartSecondAsync(Settings(New, null));

        Assert.Equal("sk-stored-before", later.Services.GetRequiredService<ProviderKeys>().Find("openai"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(parley.DataDirectory, "secret.key")));
        }
    }

    [Fact]
    public async Task SEC10_StoredSecretPutInAnothersPlace_IsNotRead()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        await StoreKeyAsync(parley, "openai", "sk-for-openai");
        await new TestTrail(parley, TestDatabase.Sqlite).ExecuteAsync("UPDATE stored_secrets SET name = 'provider-key/anthropic' WHERE name = 'provider-key/openai'");

        await Assert.ThrowsAsync<SecretException>(() => parley.Services.GetRequiredService<ProviderKeys>().RefreshAsync(Token));

        Assert.Null(parley.Services.GetRequiredService<ProviderKeys>().Find("anthropic"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task SEC10_StoredKey_IsNowhereInTheDatabaseReadable(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        await StoreKeyAsync(parley, "openai", "sk-canary-5f2e");

        var stored = (string?)await new TestTrail(parley, database).ScalarAsync("SELECT value FROM stored_secrets WHERE name = 'provider-key/openai'");

        Assert.StartsWith("v1.", stored, StringComparison.Ordinal);
        if (database is TestDatabase.Sqlite)
        {
            foreach (var file in Directory.EnumerateFiles(parley.DataDirectory, "parley.db*"))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var text = new StreamReader(stream, System.Text.Encoding.Latin1);
                Assert.DoesNotContain("sk-canary-5f2e", await text.ReadToEndAsync(Token), StringComparison.Ordinal);
            }
        }
    }

    private static async Task StoreKeyAsync(TestParley parley, string provider, string key)
    {
        var keys = parley.Services.GetRequiredService<ProviderKeys>();
        await InstallationAsync(parley, async db =>
        {
            await keys.SetAsync(db, provider, key, Token);
            return true;
        });
        await keys.RefreshAsync(Token);
    }

    private static async Task<T> InstallationAsync<T>(TestParley parley, Func<ParleyDbContext, Task<T>> action)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    private static Dictionary<string, string?> Settings(string key, string? previous) => new() { ["Secrets:Key"] = key, ["Secrets:Previous"] = previous };
}
