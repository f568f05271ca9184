using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Calls;
using Parley.Server.OpenAi.Requests;

namespace Parley.Server.OpenAi;

/// <summary>Turns texts into vectors.</summary>
internal static class EmbeddingEndpoint
{
    public static async Task Embed(HttpContext http, ModelNames names, EmbeddingCalls embeddings, CurrentCaller caller)
    {
        EmbeddingRequest request;
        using (var body = await RequestBody.ReadAsync(http))
        {
            request = EmbeddingRequest.Read(RequestField.Body(body));
        }

        var model = names.FindEmbedding(request.Model);
        var call = new ModelCallOptions(caller.Required, "embed", model);
        var vectors = await embeddings.EmbedAsync(call, request.Texts, request.Dimensions, http.RequestAborted);
        http.Response.Headers["X-Parley-Provider"] = model.Provider.Name;
        http.Response.Headers["X-Parley-Model"] = HeaderText.Of(model.Model);
        await http.Response.WriteOpenAiAsync(json => Write(json, request, vectors));
    }

    private static void Write(Utf8JsonWriter json, EmbeddingRequest request, GeneratedEmbeddings<Embedding<float>> vectors)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var i = 0; i < vectors.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, i);
            json.WritePropertyName("embedding"u8);
            WriteVector(json, vectors[i].Vector.Span, request.AsBase64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, request.Model);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, vectors.Usage?.InputTokenCount ?? 0);
        json.WriteNumber("total_tokens"u8, vectors.Usage?.TotalTokenCount ?? vectors.Usage?.InputTokenCount ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, ReadOnlySpan<float> vector, bool asBase64)
    {
        if (asBase64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var i = 0; i < vector.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
            }

            json.WriteBase64StringValue(bytes);
            return;
        }

        json.WriteStartArray();
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
