using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Models;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Calls;
using Parley.Models.Embeddings;

namespace Parley.Pipeline.Caching.Semantic;

/// <summary>
/// Makes vectors of questions, with the provider's embedding model or the built-in one. A cache must never cost an answer:
/// what fails or takes too long is no vector, and the question is asked as if there were no cache.
/// </summary>
internal sealed partial class QuestionEmbedder(
    IOptions<SemanticCacheOptions> options, EmbeddingCalls embeddings, LocalEmbedding local, TimeProvider time, ILogger<QuestionEmbedder> logger)
{
    public async ValueTask<EmbeddedQuestion?> EmbedAsync(string question, ModelCallOptions call, CancellationToken cancellationToken)
    {
        var provider = call.Model.Provider;
        if (options.Value.Embedding is not QuestionEmbedding.Provider
            || provider is not { EmbeddingGenerator: not null, DefaultEmbeddingModel: { } model })
        {
            return EmbedHere(question);
        }

        return await AskAsync(question, call, model, cancellationToken) is { } vector && Normalise(vector) is { } normal
            ? new($"{provider.Name}/{model}", normal, IsLexical: false)
            : null;
    }

    private EmbeddedQuestion? EmbedHere(string question)
    {
        var isLexical = options.Value.Embedding is QuestionEmbedding.Lexical || local.IsLexical;
        var vector = isLexical ? LexicalEmbedding.Embed(question) : local.Embed(question);
        return Normalise(vector) is { } normal ? new(isLexical ? LexicalEmbedding.Name : local.Name, normal, isLexical) : null;
    }

    private async Task<float[]?> AskAsync(
        string question, ModelCallOptions call, string model, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(options.Value.EmbeddingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            // WaitAsync: one that ignores its token must not hold up the answer.
            var own = new ModelCallOptions(call.Caller, "embed", new(call.Model.Provider, model)) { Persona = call.Persona, ConversationId = call.ConversationId };
            var made = await embeddings.EmbedAsync(own, [question], dimensions: null, either.Token).WaitAsync(either.Token);
            return made is [var only] ? only.Vector.ToArray() : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoVector(e, model);
            return null;
        }
    }

    private static float[]? Normalise(float[] vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(length) || length == 0)
        {
            return null;
        }

        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    [LoggerMessage(LogLevel.Debug, "No vector from {Model} for the semantic cache; the question counts as new")]
    private partial void LogNoVector(Exception error, string model);
}

/// <param name="Name">Of what made the vector; vectors of two makers cannot be compared.</param>
/// <param name="Vector">Of length 1.</param>
/// <param name="IsLexical">Whether it knows words by their letters only.</param>
internal sealed record EmbeddedQuestion(string Name, float[] Vector, bool IsLexical);
