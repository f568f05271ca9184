using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire.Embeddings;

/// <summary>An embedding generator that speaks an <see cref="EmbeddingFormat"/> over HTTP, one batch after the other.</summary>
internal sealed class WireEmbeddingGenerator(WireConnection connection, EmbeddingFormat format, string defaultModel)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>No model's vectors are longer.</summary>
    private const int MaxDimensions = 65_536;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var model = string.IsNullOrWhiteSpace(options?.ModelId) ? defaultModel : options.ModelId;
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        var dimensions = options?.Dimensions;
        foreach (var batch in EmbeddingBatches.Of(values))
        {
            var answer = await SendAsync(batch, model, options?.Dimensions, dimensions, cancellationToken);
            foreach (var vector in answer.Vectors)
            {
                dimensions = vector.Length;
                embeddings.Add(new Embedding<float>(vector) { ModelId = answer.Model.Length > 0 ? answer.Model : model });
            }

            AddUsage(embeddings, answer.Usage);
        }

        return embeddings;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(connection.Endpoint.Provider, connection.Endpoint.Address, defaultModel)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        // The connections belong to WireHttp.
    }

    private async Task<EmbeddingAnswer> SendAsync(
        IReadOnlyList<string> texts, string model, int? wanted, int? expected, CancellationToken cancellationToken)
    {
        // A failure must not quote what was sent; the check for that knows messages.
        ChatMessage[] sent = [.. texts.Select(text => new ChatMessage(ChatRole.User, text))];
        try
        {
            using var message = connection.Endpoint.CreateRequest(HttpMethod.Post, format.Path);
            message.Content = Body(texts, model, wanted);
            using var response = await connection.SendAsync(message, model, sent, cancellationToken);
            using var json = await WireConnection.ReadJsonAsync(response, cancellationToken);
            var answer = format.Read(json.RootElement);
            Check(answer.Vectors, texts.Count, expected, wanted is null ? ModelErrorKind.Unavailable : ModelErrorKind.InvalidRequest);
            return answer;
        }
        catch (Exception e) when (connection.Explain(e, sent, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    private ReadOnlyMemoryContent Body(IReadOnlyList<string> texts, string model, int? dimensions)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            format.WriteRequest(json, model, texts, dimensions);
        }

        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    // Vectors of another number or length than asked for would be compared with others, and nobody would see why it is wrong.
    private static void Check(IReadOnlyList<float[]> vectors, int count, int? dimensions, ModelErrorKind wrongLength)
    {
        if (vectors.Count != count)
        {
            throw new WireException(ModelErrorKind.Unavailable, $"it sent {vectors.Count} vectors for {count} texts");
        }

        var length = dimensions ?? vectors[0].Length;
        if (length is 0 or > MaxDimensions)
        {
            throw new WireException(ModelErrorKind.Unavailable, $"it sent vectors of {length} dimensions");
        }

        foreach (var vector in vectors)
        {
            if (vector.Length != length)
            {
                throw new WireException(wrongLength, $"it sent a vector of {vector.Length} dimensions where {length} were expected");
            }

            if (Array.Exists(vector, static value => !float.IsFinite(value)))
            {
                throw new WireException(ModelErrorKind.Unavailable, "it sent a vector with a value that is not a number");
            }
        }
    }

    private static void AddUsage(GeneratedEmbeddings<Embedding<float>> embeddings, UsageDetails? usage)
    {
        if (usage is not null)
        {
            (embeddings.Usage ??= new UsageDetails()).Add(usage);
        }
    }
}
