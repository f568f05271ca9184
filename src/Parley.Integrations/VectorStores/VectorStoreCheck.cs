using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations.VectorStores.Postgres;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores;

/// <summary>What can be known of the chosen store only once the database is there. Stores over the network may come up later than Parley does.</summary>
internal sealed class VectorStoreCheck(IServiceProvider services, IOptions<VectorStoreOptions> options)
{
    /// <exception cref="StartupException">Somebody asked for what is not there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Without a choice, PostgreSQL serves with the extension or without.
        if (options.Value.Store is "pgvector" && services.GetRequiredService<IVectorStore>() is PostgresVectorStore store
            && await store.ExtensionAsync(cancellationToken) is null)
        {
            throw new StartupException(
                "Parley cannot start, because VECTOR_STORE is pgvector, but the database has no extension vector of version 0.7 or newer. "
                + "As an administrator of the database: CREATE EXTENSION vector; or take VECTOR_STORE away, and vectors are kept without it, which is slower.");
        }
    }
}
