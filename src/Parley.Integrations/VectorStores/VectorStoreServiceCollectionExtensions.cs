using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Integrations.Databases;
using Parley.Integrations.VectorStores.Http;
using Parley.Integrations.VectorStores.Pinecone;
using Parley.Integrations.VectorStores.Postgres;
using Parley.Integrations.VectorStores.Qdrant;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;

namespace Parley.Integrations.VectorStores;

public static class VectorStoreServiceCollectionExtensions
{
    /// <summary>The stores of vectors outside this process. Which is used follows VECTOR_STORE or else the database.</summary>
    public static IServiceCollection AddVectorStores(this IServiceCollection services)
    {
        services.AddStoreOptions<EmbeddedIndexOptions>("VectorStores:Embedded");
        services.AddStoreOptions<HttpStoreOptions>("VectorStores:Http");
        services.AddStoreOptions<QdrantOptions>("VectorStores:Qdrant");
        services.AddStoreOptions<PineconeOptions>("VectorStores:Pinecone");
        services.AddStoreOptions<VectorStoreOptions>("VectorStores")
            .PostConfigure<IOptions<DatabaseOptions>>((options, database) =>
            {
                options.Store = string.IsNullOrWhiteSpace(options.Store) ? null : options.Store.Trim().ToLowerInvariant();
                options.Default = database.Value.IsPostgres ? "pgvector" : "embedded";
            });
        services.AddSingleton<IValidateOptions<VectorStoreOptions>, VectorStoreOptionsValidator>();
        services.AddSingleton<VectorStoreCheck>();
        return services
            .AddVectorStore<PostgresVectorStore>()
            .AddVectorStore<QdrantVectorStore>()
            .AddVectorStore<PineconeVectorStore>();
    }

    private static OptionsBuilder<TOptions> AddStoreOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
