using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Vectors;
using Parley.Testing.Vectors.Services;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>A whole Parley with its vectors at a service, which is away when something is removed.</summary>
public sealed class OutsideRemovalTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("qdrant", false)]
    [InlineData("qdrant", true)]
    [InlineData("pinecone", false)]
    [InlineData("pinecone", true)]
    public async Task Delete_ServiceAway_IsCarriedOutWhenItIsBack(string store, bool wholeCollection)
    {
        await using FakeService service = store is "qdrant" ? await FakeQdrant.StartAsync() : await FakePinecone.StartAsync(VectorSamples.Dimensions);
        await using var parley = await TestParley.StartAsync(
            TestDatabase.Sqlite, postgres.Server, settings: Settings(store, service.Address), configure: services => services.AddSingleton<IEmbedder, Embedder>());
        var collection = await ScopeAsync(parley, services => services.GetRequiredService<CollectionCatalogue>().CreateAsync(new() { Name = "Test" }, Cancellation));
        await AddAsync(parley, collection, "kept.txt", "This stays.");
        await AddAsync(parley, collection, "gone.txt", "This goes.");
        Assert.Equal(2, service.Count);

        service.IsAway = true;
        var tried = service.Requests.Count;
        await ScopeAsync(parley, async services =>
        {
            if (wholeCollection)
            {
                await services.GetRequiredService<CollectionCatalogue>().DeleteAsync(collection.Id, Cancellation);
            }
            else
            {
                var db = services.GetRequiredService<ParleyDbContext>();
                await services.GetRequiredService<DocumentCatalogue>().DeleteAsync((await db.Documents.SingleAsync(d => d.Name == "gone.txt", Cancellation)).Id, Cancellation);
            }

            return true;
        });

        // Twice in vain, and then it is there again.
        await WaitAsync(() => service.Requests.Count >= tried + 2);
        Assert.Equal(2, service.Count);
        service.IsAway = false;
        await WaitAsync(() => service.Count == (wholeCollection ? 0 : 1));

        if (!wholeCollection)
        {
            await AddAsync(parley, collection, "gone.txt", "This comes again.");
            Assert.Equal(2, service.Count);
        }

        Assert.Empty(service.Violations);
    }

    private static Dictionary<string, string?> Settings(string store, Uri address) => new()
    {
        ["VectorStores:Store"] = store, ["VectorStores:Http:MaxAttempts"] = "1", ["VectorStores:Removal:Backoff"] = "00:00:00.02", ["VectorStores:Removal:Poll"] = "00:00:00.1",
        ["VectorStores:Qdrant:Url"] = address.ToString(), ["VectorStores:Qdrant:ApiKey"] = FakeService.Key,
        ["VectorStores:Pinecone:Host"] = address.ToString(), ["VectorStores:Pinecone:ApiKey"] = FakeService.Key, ["Jobs:Poll"] = "00:00:00.1",
    };

    private static async Task AddAsync(TestParley parley, Collection collection, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var job = await ScopeAsync(parley, services => services.GetRequiredService<IngestQueue>().AddUploadAsync(
            collection, [new UploadedFile(name, null, Convert.ToHexStringLower(SHA256.HashData(bytes)), _ => Task.FromResult(bytes))], [], Cancellation));
        await WaitAsync(() => parley.AsAsync(Caller.Local, db => db.Jobs.AnyAsync(j => j.Id == job.Id && j.Status == JobStatus.Finished && j.Done == 1, Cancellation)));
    }

    private static async Task<T> ScopeAsync<T>(TestParley parley, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller.Local;
        return await work(scope.ServiceProvider);
    }

    private static Task WaitAsync(Func<bool> until) => WaitAsync(() => Task.FromResult(until()));

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await until())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private sealed class Embedder : IEmbedder
    {
        public string Name => "test/length";

        public int Dimensions => VectorSamples.Dimensions;

        public int? Window => null;

        public double FusionWeight => 0.5;

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text =>
            {
                var vector = new float[Dimensions];
                vector[text.Length % Dimensions] = 1;
                return vector;
            })]);
    }
}
