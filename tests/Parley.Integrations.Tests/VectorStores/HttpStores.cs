using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.VectorStores.Http;
using Parley.Integrations.VectorStores.Pinecone;
using Parley.Integrations.VectorStores.Qdrant;
using Parley.Knowledge.Vectors;
using Parley.Testing.Vectors.Services;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>Makes stores that call a service, in no mood to wait.</summary>
internal static class HttpStores
{
    public static IVectorStore Qdrant(Uri address, WireHttp http, string key = FakeService.Key, int? maxBatchBytes = null, HttpStoreOptions? calls = null) => new QdrantVectorStore(
        Options.Create(new QdrantOptions { Url = address.ToString(), ApiKey = key, MaxBatchBytes = maxBatchBytes ?? new QdrantOptions().MaxBatchBytes }),
        Options.Create(calls ?? Calls()), http, TimeProvider.System, NullLogger<QdrantVectorStore>.Instance);

    public static IVectorStore Pinecone(PineconeOptions options, WireHttp http, HttpStoreOptions? calls = null)
    {
        options.ApiKey ??= FakeService.Key;
        return new PineconeVectorStore(Options.Create(options), Options.Create(calls ?? Calls()), http, TimeProvider.System, NullLogger<PineconeVectorStore>.Instance);
    }

    public static HttpStoreOptions Calls(double timeoutSeconds = 20) =>
        new() { Timeout = TimeSpan.FromSeconds(timeoutSeconds), Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromSeconds(2) };
}
