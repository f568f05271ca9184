using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Chat;
using Parley.Data;
using Parley.Identity;
using Parley.Integrations;
using Parley.Models;
using Parley.Testing.Databases;
using Parley.Testing.Models;

namespace Parley.Testing;

/// <summary>
/// A whole Parley without a server, on a real database of its own, with a scripted model. Several may share a database
/// to play several processes.
/// </summary>
public sealed class TestParley : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly bool _ownsDirectory;

    private TestParley(IHost host, string directory, string? url, bool ownsDirectory)
    {
        _host = host;
        _ownsDirectory = ownsDirectory;
        DataDirectory = directory;
        DatabaseUrl = url;
    }

    public IServiceProvider Services => _host.Services;

    public required ScriptedProvider Model { get; init; }

    public string DataDirectory { get; }

    public string? DatabaseUrl { get; }

    public static async Task<TestParley> StartAsync(
        TestDatabase database, PostgresServer postgres, TimeProvider? clock = null, Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        var directory = Directory.CreateTempSubdirectory("parley-test-").FullName;
        var url = database is TestDatabase.Postgres ? await postgres.CreateMigratedDatabaseAsync() : null;
        if (url is null)
        {
            await MigratedDatabase.CopySqliteAsync(directory);
        }

        return await StartAsync(directory, url, ownsDirectory: true, clock, settings, configure);
    }

    /// <summary>On a database that is there already, or as another of its users.</summary>
    public static Task<TestParley> StartAsync(string databaseUrl) =>
        StartAsync(Directory.CreateTempSubdirectory("parley-test-").FullName, databaseUrl, ownsDirectory: true, null, null);

    /// <summary>Another process on the same database.</summary>
    public Task<TestParley> StartSecondAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null) =>
        StartAsync(DataDirectory, DatabaseUrl, ownsDirectory: false, null, settings, configure);

    /// <summary>Does something as that person, in a scope of its own; null: as the installation.</summary>
    public async Task<T> AsAsync<T>(Caller? caller, Func<ParleyDbContext, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await action(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    public Task<TurnView> SendAsync(TurnRequest request, Caller? caller = null) => AsAsync(
        caller ?? Caller.Local,
        db => Services.GetRequiredService<TurnRunner>().StartAsync(request, caller ?? Caller.Local, db, CancellationToken.None));

    public Task<TurnView> SendAsync(string message, ConversationId? conversation = null) =>
        SendAsync(new TurnRequest { Message = message, ConversationId = conversation });

    /// <summary>Goes away as a crash does: nothing is finished, only the lease is let go of.</summary>
    public ValueTask CrashAsync() => Services.GetRequiredService<INodeLease>().DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_ownsDirectory)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private static async Task<TestParley> StartAsync(
        string directory, string? url, bool ownsDirectory, TimeProvider? clock, Dictionary<string, string?>? settings,
        Action<IServiceCollection>? configure = null)
    {
        var configuration = new Dictionary<string, string?>(settings ?? []) { ["Storage:DataDir"] = directory, ["Database:Url"] = url };
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddParley();
        var provider = new ScriptedProvider();
        builder.Services.AddSingleton<IModelProvider>(provider);
        builder.Services.Configure<ModelOptions>(options => options.DefaultProvider = provider.Name);
        configure?.Invoke(builder.Services);
        var parley = new TestParley(builder.Build(), directory, url, ownsDirectory) { Model = provider };
        await ParleyStartup.PrepareAsync(parley.Services, CancellationToken.None);
        await parley._host.StartAsync();
        return parley;
    }
}
