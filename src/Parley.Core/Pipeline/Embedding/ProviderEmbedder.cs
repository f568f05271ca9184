using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Models;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Embedding;

/// <summary>
/// The embedding model of a provider: retried, paced, budgeted and charged as every call is. Remembers what it made, for each
/// tenant apart, so that how long it takes tells nobody what others have embedded.
/// </summary>
internal sealed class ProviderEmbedder(ModelSelection model, EmbeddingCalls calls, IOptions<EmbeddingOptions> options, TimeProvider time) : IEmbedder
{
    // What BM25 and a good model deserve without measuring: the same.
    private const double DefaultFusionWeight = 0.5;

    // Some 25,000 tokens of English: below what providers take in one request, whatever the number of texts.
    private const int BatchLength = 100_000;

    private static readonly TimeSpan CachedFor = TimeSpan.FromDays(1);

    private readonly ExpiringLru<(Guid Tenant, CacheKey Text), float[]> _made = new(options.Value.CacheBytes, CachedFor, time);
    private int _dimensions;

    public string Name { get; } = $"{model.Provider.Name}/{model.Model}";

    public int Dimensions => _dimensions;

    public int? Window => null;

    public double FusionWeight { get; } = options.Value.FusionWeight ?? DefaultFusionWeight;

    /// <exception cref="ModelException">The provider failed, or its vectors are no vectors.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken)
    {
        // 1. What is remembered. 2. What is not, each text once; blank ones are refused by providers and mean nothing. 3. Together.
        var known = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var text in texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal))
        {
            if (_made.TryGet(Key(caller, text), out var vector))
            {
                known.Add(text, vector);
            }
            else
            {
                missing.Add(text);
            }
        }

        foreach (var batch in Batches(missing))
        {
            foreach (var (text, vector) in batch.Zip(await AskAsync(batch, caller, cancellationToken)))
            {
                known.Add(text, vector);
                _made.Set(Key(caller, text), vector, 128 + (sizeof(float) * (long)vector.Length));
            }
        }

        return [.. texts.Select(text => known.GetValueOrDefault(text) ?? new float[_dimensions])];
    }

    private async Task<IReadOnlyList<float[]>> AskAsync(List<string> texts, Caller caller, CancellationToken cancellationToken)
    {
        var made = await calls.EmbedAsync(new ModelCallOptions(caller, "embed", model), texts, dimensions: null, cancellationToken);
        if (made.Count != texts.Count)
        {
            throw Wrong($"gave {made.Count} vectors for {texts.Count} texts");
        }

        return [.. made.Select(one => Normal(one.Vector.ToArray()))];
    }

    private float[] Normal(float[] vector)
    {
        // The first vector says how long all are.
        var expected = Interlocked.CompareExchange(ref _dimensions, vector.Length, 0) is > 0 and var before ? before : vector.Length;
        if (vector.Length != expected || vector.Length == 0)
        {
            throw Wrong($"gave a vector of {vector.Length} numbers after one of {expected}");
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(length))
        {
            throw Wrong("gave a vector that is not of numbers");
        }

        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return vector;
    }

    private ModelException Wrong(string what) =>
        new(ModelErrorKind.Unavailable, model.Provider.Name, $"{model.Provider.DisplayName} {what}. Try again, or choose another EMBEDDING_PROVIDER.");

    private IEnumerable<List<string>> Batches(List<string> texts)
    {
        var (batch, length) = (new List<string>(), 0);
        foreach (var text in texts)
        {
            if (batch.Count == options.Value.BatchSize || (batch.Count > 0 && length + text.Length > BatchLength))
            {
                yield return batch;
                (batch, length) = ([], 0);
            }

            batch.Add(text);
            length += text.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static (Guid Tenant, CacheKey Text) Key(Caller caller, string text) =>
        (caller.TenantId, CacheKey.From(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()))));
}
