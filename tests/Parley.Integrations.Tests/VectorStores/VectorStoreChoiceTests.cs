using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations.Configuration;
using Parley.Integrations.VectorStores.Qdrant;
using Parley.Knowledge.Vectors;
using Parley.Testing;
using Parley.Testing.Databases;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>Which store is used, and what is refused at the start.</summary>
public sealed class VectorStoreChoiceTests(PostgresFixture postgres)
{
    private const string Postgres = "postgresql://app@127.0.0.1:1/none";

    [Theory]
    [InlineData("embedded")]
    [InlineData("pgvector", "DATABASE_URL", Postgres)]
    [InlineData("embedded", "DATABASE_URL", Postgres, "VECTOR_STORE", "embedded")]
    [InlineData("pgvector", "DATABASE_URL", Postgres, "VECTOR_STORE", "PGVECTOR")]
    [InlineData("qdrant", "VECTOR_STORE", "qdrant", "QDRANT_URL", "http://qdrant:6333")]
    [InlineData("pinecone", "VECTOR_STORE", "pinecone", "PINECONE_API_KEY", "key", "PINECONE_INDEX", "docs")]
    [InlineData("pinecone", "VECTOR_STORE", "pinecone", "PINECONE_API_KEY", "key", "PINECONE_HOST", "docs-a1b2c3.svc.us-east1-gcp.pinecone.io")]
    public async Task Store_Settings_ChooseIt(string expected, params string[] settings)
    {
        await using var host = Build(settings);
        var services = host.Services;

        Assert.Equal(expected, services.GetRequiredService<IVectorStore>().Name);
        Assert.Single(services.GetServices<IVectorStore>());
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("QDRANT_URL", "VECTOR_STORE", "qdrant")]
    [InlineData("QDRANT_URL", "QDRANT_API_KEY", "key")]
    [InlineData("PINECONE_API_KEY", "VECTOR_STORE", "pinecone", "PINECONE_INDEX", "docs")]
    [InlineData("PINECONE_INDEX", "VECTOR_STORE", "pinecone", "PINECONE_API_KEY", "key")]
    [InlineData("PINECONE_HOST", "PINECONE_HOST", "ftp://index")]
    [InlineData("DATABASE_URL", "VECTOR_STORE", "pgvector")]
    public async Task Start_WithoutWhatTheStoreNeeds_NamesIt(string named, params string[] settings)
    {
        await using var host = Build(settings);

        Assert.Contains(named, Assert.Throws<OptionsValidationException>(host.Services.GetRequiredService<IStartupValidator>().Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_UnknownStore_IsRefused() => Assert.Contains(
        "VECTOR_STORE:", Assert.Throws<StartupException>(() => Build("VECTOR_STORE", "chroma")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Settings_KeyInAFile_IsRead()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "from-a-file\n", TestContext.Current.CancellationToken);
        await using var host = Build("VECTOR_STORE", "qdrant", "QDRANT_URL", "http://qdrant:6333", "QDRANT_API_KEY_FILE", path);
        File.Delete(path);

        Assert.Equal("from-a-file", host.Services.GetRequiredService<IOptions<QdrantOptions>>().Value.ApiKey);
    }

    [Fact]
    public async Task Start_PgvectorAskedForWhereThereIsNone_SaysWhatToDo()
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => TestParley.StartAsync(
            TestDatabase.Postgres, postgres.Server, settings: new() { ["VectorStores:Store"] = "pgvector" }));

        Assert.Contains("CREATE EXTENSION vector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NothingChosenOnPostgres_ServesWithoutTheExtension()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        var store = parley.Services.GetRequiredService<IVectorStore>();
        var space = new VectorSpace(Guid.CreateVersion7(), Guid.CreateVersion7(), "one/a", 64);
        var entry = new Testing.Vectors.VectorSamples(1).Entry();

        await store.UpsertAsync(space, [entry], TestContext.Current.CancellationToken);

        Assert.Equal(entry.ChunkId, Assert.Single(await store.SearchAsync(new([space], entry.Vector, 5), TestContext.Current.CancellationToken)).ChunkId);
    }

    private static WebApplication Build(params string[] settings)
    {
        var environment = settings.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(SettingsReader.Read(environment.GetValueOrDefault));
        builder.Services.AddParley();
        return builder.Build();
    }
}
