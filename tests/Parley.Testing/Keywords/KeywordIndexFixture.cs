using Parley.Testing.Databases;
using Xunit;

namespace Parley.Testing.Keywords;

/// <summary>A Parley that the tests of one index share.</summary>
public abstract class KeywordIndexFixture(TestDatabase database, PostgresFixture postgres, Dictionary<string, string?>? settings = null) : IAsyncLifetime
{
    public TestParley Parley { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Parley = await TestParley.StartAsync(database, postgres.Server, settings: settings);

    /// <summary>Another process on the same database.</summary>
    public Task<TestParley> StartSecondAsync() => Parley.StartSecondAsync(settings);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Parley.DisposeAsync();
    }
}
