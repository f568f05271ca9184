using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Embeddings;

/// <summary>Ollama's own endpoint for many texts at once.</summary>
internal sealed class OllamaEmbeddings : EmbeddingFormat
{
    public override string Path => "api/embed";

    public override void WriteRequest(Utf8JsonWriter json, string model, IReadOnlyList<string> texts, int? dimensions)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("input"u8);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        // A text that does not fit shall fail, not lose its end in silence.
        json.WriteBoolean("truncate"u8, false);
        json.WriteIfSet("dimensions"u8, (long?)dimensions);
        json.WriteEndObject();
    }

    public override EmbeddingAnswer Read(JsonElement answer)
    {
        if (answer.Find("error").ValueKind is JsonValueKind.String or JsonValueKind.Object)
        {
            var error = ProviderError.From(answer);
            throw new WireException(error.KindInAnswer(), error.Message);
        }

        var vectors = answer.Items("embeddings")
            .Select(vector => vector.ValueKind is JsonValueKind.Array ? ReadNumbers(vector) : throw new JsonException("A vector is missing."))
            .ToList();
        var usage = answer.Count("prompt_eval_count") is { } tokens
            ? new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens }
            : null;
        return new(vectors, answer.Text("model"), usage);
    }
}
