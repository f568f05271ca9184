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
    private readonly ServiceProvider _services;
    private readonly bool _ownsDirectory;

    private TestParley(ServiceProvider services, string directory, string? url, bool ownsDirectory)
    {
        _services = services;
        _ownsDirectory = ownsDirectory;
        DataDirectory = directory;
        DatabaseUrl = url;
    }

    public IServiceProvider Services => _services;

    public required ScriptedProvider Model { get; init; }

    public string DataDirectory { get; }

    public string? DatabaseUrl { get; }

    public static async Task<TestParley> StartAsync(
        TestDatabase database, PostgresServer postgres, TimeProvider? clock = null, Dictionary<string, string?>? settings = null)
    {
        var url = database is TestDatabase.Postgres ? await postgres.CreateDatabaseAsync() : null;
        return await StartAsync(Directory.CreateTempSubdirectory("parley-test-").FullName, url, ownsDirectory: true, clock, settings);
    }

    /// <summary>Another process on the same database.</summary>
    public Task<TestParley> StartSecondAsync() => StartAsync(DataDirectory, DatabaseUrl, ownsDirectory: false, null, null);

    /// <summary>Does something as that person, in a scope of its own.</summary>
    public async Task<T> AsAsync<T>(Caller caller, Func<ParleyDbContext, Task<T>> action)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await action(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    public Task<TurnView> SendAsync(TurnRequest request, Caller? caller = null) => AsAsync(
        caller ?? Caller.Local,
        db => _services.GetRequiredService<TurnRunner>().StartAsync(request, caller ?? Caller.Local, db, CancellationToken.None));

    public Task<TurnView> SendAsync(string message, ConversationId? conversation = null) =>
        SendAsync(new TurnRequest { Message = message, ConversationId = conversation });

    /// <summary>Goes away as a crash does: nothing is finished, only the lease is let go of.</summary>
    public ValueTask CrashAsync() => _services.GetRequiredService<INodeLease>().DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        if (_ownsDirectory)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private static async Task<TestParley> StartAsync(
        string directory, string? url, bool ownsDirectory, TimeProvider? clock, Dictionary<string, string?>? settings)
    {
        var configuration = new Dictionary<string, string?>(settings ?? []) { ["Storage:DataDir"] = directory, ["Database:Url"] = url };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddParley();
        var provider = new ScriptedProvider();
        services.AddSingleton<IModelProvider>(provider);
        services.Configure<ModelOptions>(options => options.DefaultProvider = provider.Name);
        var parley = new TestParley(services.BuildServiceProvider(validateScopes: true), directory, url, ownsDirectory) { Model = provider };
        await ParleyStartup.PrepareAsync(parley.Services, CancellationToken.None);
        foreach (var service in parley._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return parley;
    }
}
