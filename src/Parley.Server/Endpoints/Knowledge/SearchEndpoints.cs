using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Knowledge.Retrieval;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Searches documents without asking a model for an answer.</summary>
internal static class SearchEndpoints
{
    public static void MapKnowledgeSearch(this IEndpointRouteBuilder api) =>
        api.MapPost("/knowledge/search", Search).WithTags("Knowledge").Requires(Rights.ReadContent).WithSummary("Finds passages of one's documents")
            .WithDescription("With what each stage of the search did. Collections that one may not read are as those that do not exist.")
            .WithExample("""{ "query": "How many days of leave are there?", "top": 5 }""").Accepts<KnowledgeSearchRequest>("application/json").WithProblems(400, 415, 503);

    private static async Task<Ok<KnowledgeSearchResponse>> Search(HttpContext http, KnowledgeSearch search, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.KnowledgeSearchRequest);
        return TypedResults.Ok(KnowledgeSearchResponse.From(await search.SearchAsync(request.ToSearch(), caller.Required, http.RequestAborted)));
    }
}
