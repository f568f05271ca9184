namespace Parley.Server.OpenAi;

/// <summary>
/// What OpenAI's clients can talk to. The routes are not in our OpenAPI document: OpenAI describes them, and its clients
/// bring their own types.
/// </summary>
internal static class OpenAiApi
{
    public static IServiceCollection AddOpenAiApi(this IServiceCollection services)
    {
        services.AddOptions<OpenAiApiOptions>().BindConfiguration("OpenAiApi").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ModelNames>();
    }

    public static void MapOpenAiApi(this WebApplication app)
    {
        var group = app.MapGroup("/v1").ExcludeFromDescription();
        group.MapGet("/models", ModelListEndpoints.List);
        group.MapGet("/models/{**id}", ModelListEndpoints.Get);
        group.MapPost("/chat/completions", ChatCompletionEndpoint.Complete);
        group.MapPost("/embeddings", EmbeddingEndpoint.Embed);
    }
}
