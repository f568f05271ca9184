using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Models;
using Parley.Models.Routing;
using Parley.Pipeline;
using Parley.Pipeline.Calls;
using Parley.Structured.Schemas;

namespace Parley.Structured;

/// <summary>Makes data out of text: by a schema, by a C# type, or as one of several labels. Whatever it returns has been validated.</summary>
public sealed class StructuredOutput(ModelPipeline pipeline, ModelSelector models, ModelRouter router)
{
    private const string Task = "You extract data from the text that the user sends.";

    /// <summary>A schema for every type asked for, closed and demanding, so that providers' strict modes take it.</summary>
    private static readonly AIJsonSchemaCreateOptions TypeSchemas = new()
    {
        TransformOptions = new() { DisallowAdditionalProperties = true, RequireAllProperties = true },
    };

    /// <summary>Data that fits a JSON Schema.</summary>
    /// <exception cref="AppException">
    /// <see cref="ErrorCode.ValidationError"/> by field: the text, the schema, the model. Else what the provider failed with,
    /// or that no answer fitted after two repairs.
    /// </exception>
    public Task<StructuredResult<JsonElement>> ExtractAsync(
        StructuredRequest request, JsonElement schema, CancellationToken cancellationToken) =>
        AskAsync(request, "extract", Task, JsonSchema.Read(schema), static _ => [], cancellationToken);

    /// <summary>Data as a value of a C# type. Property names follow <paramref name="json"/>, the web's camelCase by default.</summary>
    /// <exception cref="AppException">As with a schema.</exception>
    public async Task<StructuredResult<T>> ExtractAsync<T>(
        StructuredRequest request, JsonSerializerOptions? json, CancellationToken cancellationToken)
    {
        json ??= JsonSerializerOptions.Web;
        var schema = AIJsonUtilities.CreateJsonSchema(typeof(T), serializerOptions: json, inferenceOptions: TypeSchemas);
        T? data = default;
        var result = await AskAsync(request, "extract", Task, JsonSchema.Read(schema), Deserialize, cancellationToken);
        return result.With(data!);

        // A type can demand more than its schema says: a converter of its own, a date that does not exist.
        IReadOnlyList<SchemaError> Deserialize(JsonElement value)
        {
            try
            {
                data = value.Deserialize<T>(json);
                return data is null ? [new("$", "must not be null")] : [];
            }
            catch (JsonException e)
            {
                return [new(e.Path ?? "$", "cannot be read as what it stands for")];
            }
        }
    }

    internal Task<StructuredResult<JsonElement>> AskAsync(
        StructuredRequest request, string feature, string task, JsonSchema schema,
        Func<JsonElement, IReadOnlyList<SchemaError>> check, CancellationToken cancellationToken)
    {
        Check(request);
        var options = new ModelCallOptions(request.Caller, feature, Choose(request))
        {
            Temperature = 0,

            // An answer that did not fit must not come back when it is asked for again.
            CacheUse = CacheUse.None,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.Source, "data"),

            // Read by the wire formats: whether the provider may be asked to guarantee the schema.
            AdditionalProperties = new() { ["strict"] = schema.IsStrict },
        };
        var call = new StructuredCall(pipeline.Client, schema, options);
        return call.RunAsync(StructuredPrompt.Begin(task, request, schema), check, cancellationToken);
    }

    private ModelSelection Choose(StructuredRequest request)
    {
        var chosen = router.Decides(request.Model)
            ? router.Route(new($"{request.Instructions}\n\n{request.Text}") { Provider = request.Provider, Model = request.Model, HasSchemaOrTools = true }).Selection
            : models.Select(request.Provider, request.Model);
        return chosen.Provider.WritesJson ? chosen : throw AppException.Invalid(
            "provider",
            $"{chosen.Provider.DisplayName} answers in sentences only and cannot give data. Configure a provider that can "
                + "(OPENAI_API_KEY, ANTHROPIC_API_KEY, AZURE_OPENAI_ENDPOINT or OLLAMA_BASE_URL), or name one.");
    }

    private static void Check(StructuredRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            errors["text"] = ["A text is needed."];
        }
        else if (request.Text.Length > StructuredRequest.MaxTextLength)
        {
            errors["text"] = [$"The text has {request.Text.Length:N0} characters; the limit is {StructuredRequest.MaxTextLength:N0}. Send it in parts."];
        }

        if (request.Instructions?.Length > StructuredRequest.MaxInstructionsLength)
        {
            errors["instructions"] = [$"The instructions have {request.Instructions.Length:N0} characters; the limit is {StructuredRequest.MaxInstructionsLength:N0}."];
        }

        if (errors.Count > 0)
        {
            throw new AppException(ErrorCode.ValidationError, string.Join(" ", errors.Select(error => $"{error.Key}: {error.Value[0]}"))) { Errors = errors };
        }
    }
}
