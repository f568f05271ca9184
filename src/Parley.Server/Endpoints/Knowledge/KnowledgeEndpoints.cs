namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Collections and documents.</summary>
internal static class KnowledgeEndpoints
{
    public static IServiceCollection AddKnowledgeApi(this IServiceCollection services) =>
        services.AddScoped<CollectionViews>().AddSingleton<UploadReader>()
            .AddSingleton<UploadKeeper>().AddHostedService(provider => provider.GetRequiredService<UploadKeeper>());

    public static void MapKnowledge(this IEndpointRouteBuilder api)
    {
        api.MapCollections();
        api.MapDocuments();
        api.MapKnowledgeSearch();
    }
}
