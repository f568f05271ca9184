using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.OpenAi.Errors;

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
        Map(group, HttpMethods.Get, "/models", ModelListEndpoints.List);
        Map(group, HttpMethods.Get, "/models/{**id}", ModelListEndpoints.Get);
        Map(group, HttpMethods.Post, "/chat/completions", ChatCompletionEndpoint.Complete);
        Map(group, HttpMethods.Post, "/embeddings", EmbeddingEndpoint.Embed);
        group.Map("/{**path}", OpenAiErrors.UnknownUrl).Requires(Rights.None);
    }

    // Every other method is caught here: the route for the page's addresses would make of it an error of another kind.
    private static void Map(RouteGroupBuilder group, string method, string pattern, Delegate handler)
    {
        group.MapMethods(pattern, [method], handler).Requires(Rights.UseModels);
        group.Map(pattern, (HttpContext http) => OpenAiErrors.MethodNotAllowed(http, method)).Requires(Rights.None);
    }
}
