using Microsoft.Extensions.DependencyInjection;
using Parley.Jobs;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Ingestion;

public static class IngestionServiceCollectionExtensions
{
    /// <summary>Collections, and what takes documents into them.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        services.AddOptions<IngestionOptions>().BindConfiguration("Knowledge:Ingestion").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CollectionRules>().AddScoped<CollectionCatalogue>().AddScoped<DocumentCatalogue>().AddScoped<DocumentFiles>().AddScoped<DocumentTexts>().AddScoped<IngestQueue>();
        services.AddSingleton<FolderRoots>().AddSingleton<ItemSource>().AddSingleton<Quarantine>().AddSingleton<DocumentCutter>().AddSingleton<PassageVectors>();
        services.AddSingleton<LibraryKeeper>().AddHostedService(provider => provider.GetRequiredService<LibraryKeeper>());
        return services.AddJobHandler<IngestHandler>();
    }
}
