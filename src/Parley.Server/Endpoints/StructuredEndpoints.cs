using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;
using Parley.Structured;
using Parley.Structured.Classification;

namespace Parley.Server.Endpoints;

/// <summary>Data and labels out of texts.</summary>
internal static class StructuredEndpoints
{
    private const string Contacts = """
        {
          "text": "Jane Doe (jane@example.com) leads sales at Acme. Her assistant is Tom Ray, tom@example.com.",
          "schema": {
            "type": "object",
            "properties": {
              "contacts": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": { "name": { "type": "string" }, "email": { "type": "string", "format": "email" }, "role": { "type": ["string", "null"] } },
                  "required": ["name", "email"]
                }
              }
            },
            "required": ["contacts"]
          }
        }
        """;

    private const string Tickets = """
        {
          "text": "I was charged twice for May and nobody answers the phone.",
          "labels": [
            { "name": "billing", "description": "invoices, charges, refunds" },
            { "name": "technical", "description": "something does not work" },
            "other"
          ]
        }
        """;

    // A schema nests two levels of JSON for one of its own; its reader bounds it more tightly and says so better.
    private static readonly ApiJson Deep = new(new JsonSerializerOptions(ApiJson.Default.Options) { MaxDepth = 256 });

    public static void MapStructured(this IEndpointRouteBuilder api)
    {
        api.MapPost("/extract", Extract).Requires(Rights.UseModels).WithTags("Structured output").WithSummary("Extracts data from a text by a JSON Schema")
            .WithDescription("The data has been checked against the schema. A model whose answer does not fit is shown its faults and asked again, twice at most.")
            .WithExample(Contacts).Accepts<ExtractRequest>("application/json").Produces<ExtractResponse>()
            .WithProblems(400, 402, 413, 415, 429, 502, 503, 504);
        api.MapPost("/classify", Classify).Requires(Rights.UseModels).WithTags("Structured output").WithSummary("Says which labels a text is")
            .WithDescription("The confidences are what the model states, held to 0 to 1; they are no measured probabilities. Without multi they add up to 1.")
            .WithExample(Tickets).Accepts<ClassifyRequest>("application/json").Produces<ClassifyResponse>()
            .WithProblems(400, 402, 413, 415, 429, 502, 503, 504);
    }

    private static async Task<Ok<ExtractResponse>> Extract(HttpContext http, StructuredOutput output, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, Deep.ExtractRequest);
        var schema = request.Schema ?? throw AppException.Invalid("schema", "A JSON Schema is needed.");
        var result = await output.ExtractAsync(
            new(caller.Required, request.Text ?? "") { Instructions = request.Instructions, Provider = request.Provider, Model = request.Model },
            schema, http.RequestAborted);
        return TypedResults.Ok(ExtractResponse.From(result));
    }

    private static async Task<Ok<ClassifyResponse>> Classify(HttpContext http, StructuredOutput output, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, Deep.ClassifyRequest);
        var result = await output.ClassifyAsync(
            new(caller.Required, request.Text ?? "") { Instructions = request.Instructions, Provider = request.Provider, Model = request.Model },
            Labels(request.Labels), request.Multi, http.RequestAborted);
        return TypedResults.Ok(ClassifyResponse.From(result));
    }

    private static List<Label> Labels(JsonElement? labels) => labels is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(Label)]
        : throw AppException.Invalid("labels", "Give a list of labels, each a name or an object with name and description.");

    private static Label Label(JsonElement label) => label switch
    {
        { ValueKind: JsonValueKind.String } => new(label.GetString()!),
        { ValueKind: JsonValueKind.Object } when Text(label, "name") is { } name
            && (!label.TryGetProperty("description", out var about) || about.ValueKind is JsonValueKind.String or JsonValueKind.Null) =>
            new(name, Text(label, "description")),
        _ => throw AppException.Invalid("labels", "A label must be a name or an object with a name and, if wanted, a description, both text."),
    };

    private static string? Text(JsonElement label, string name) =>
        label.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
