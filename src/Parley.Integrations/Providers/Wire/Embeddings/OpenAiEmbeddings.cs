using System.Buffers.Binary;
using System.Text.Json;
using Parley.Integrations.Providers.Wire.OpenAi;

namespace Parley.Integrations.Providers.Wire.Embeddings;

/// <summary>Embeddings as OpenAI defines them and many others speak them.</summary>
/// <param name="asksForBase64">A fourth of the size; but only OpenAI and Azure are sure to know it. Both forms are read.</param>
internal sealed class OpenAiEmbeddings(bool asksForBase64) : EmbeddingFormat
{
    public override string Path => "embeddings";

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
        json.WriteString("encoding_format"u8, asksForBase64 ? "base64"u8 : "float"u8);
        json.WriteIfSet("dimensions"u8, (long?)dimensions);
        json.WriteEndObject();
    }

    public override EmbeddingAnswer Read(JsonElement answer)
    {
        // Gateways report a failed upstream inside a success.
        if (answer.Find("error").ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var error = ProviderError.From(answer);
            throw new WireException(error.KindInAnswer(), error.Message);
        }

        var items = answer.Items("data").ToList();
        var vectors = new float[items.Count][];
        for (var i = 0; i < items.Count; i++)
        {
            // The order is promised by the index alone.
            var index = items[i].Count("index") ?? i;
            if (index < 0 || index >= items.Count || vectors[index] is not null)
            {
                throw new JsonException("The vectors are not numbered one by one.");
            }

            vectors[index] = ReadVector(items[i].Find("embedding"));
        }

        return new(vectors, answer.Text("model"), OpenAiFormat.Usage(answer.Find("usage")));
    }

    private static float[] ReadVector(JsonElement embedding) => embedding.ValueKind switch
    {
        JsonValueKind.Array => ReadNumbers(embedding),
        JsonValueKind.String => ReadBase64(embedding),
        _ => throw new JsonException("A vector is missing."),
    };

    private static float[] ReadBase64(JsonElement text)
    {
        if (!text.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(float) != 0)
        {
            throw new JsonException("A vector is not valid base64.");
        }

        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return vector;
    }
}
