using System.Numerics.Tensors;
using Microsoft.Extensions.Options;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching.Semantic;

/// <summary>
/// Remembers questions with their answers, and finds the one most like a new one. It compares within a partition only,
/// all of it: a scan of a thousand short vectors takes less than a tenth of a millisecond.
/// </summary>
internal sealed class SemanticCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SemanticPartition, SemanticQuestion[]> _partitions = [];
    private readonly ExpiringLru<SemanticQuestion, CachedAnswer> _answers;
    private readonly SemanticCacheOptions _options;
    private readonly QuestionEmbedder _embedder;

    public SemanticCache(IOptions<SemanticCacheOptions> options, IOptions<CacheOptions> caches, QuestionEmbedder embedder, TimeProvider time)
    {
        (_options, _embedder) = (options.Value, embedder);
        _answers = new(_options.MaxBytes, caches.Value.Ttl, time, removed: Drop);
    }

    public bool IsEnabled => _options.Enabled;

    public long Bytes => _answers.Bytes;

    /// <returns>Null when the request is not one question after what was said before, or no vector could be had.</returns>
    public async ValueTask<SemanticQuestion?> ReadAsync(RequestKey key, ModelCallOptions call, CancellationToken cancellationToken)
    {
        if (!_options.Enabled || key.Partition is not { } partition || key.Question!.Length > _options.MaxQuestionLength)
        {
            return null;
        }

        return await _embedder.EmbedAsync(key.Question, call, cancellationToken) is { } embedded
            ? new(new(partition, embedded.Name), key.Question, embedded.Vector, QuestionMarks.Read(key.Question, embedded.IsLexical))
            : null;
    }

    public SemanticHit? Find(SemanticQuestion question)
    {
        SemanticQuestion[] known;
        lock (_gate)
        {
            known = _partitions.GetValueOrDefault(question.Partition) ?? [];
        }

        var (best, similarity) = Best(question, known);
        lock (_gate)
        {
            return best is not null && _answers.TryGet(best, out var answer) ? new(answer, similarity) : null;
        }
    }

    public void Add(SemanticQuestion question, CachedAnswer answer)
    {
        lock (_gate)
        {
            // The same question has one answer, the newest.
            var known = _partitions.GetValueOrDefault(question.Partition) ?? [];
            foreach (var old in known.Where(other => other.Text == question.Text).ToList())
            {
                _answers.Remove(old);
            }

            known = _partitions.GetValueOrDefault(question.Partition) ?? [];
            if (known.Length == _options.MaxEntriesPerPartition)
            {
                _answers.Remove(known[0]);
                known = _partitions.GetValueOrDefault(question.Partition) ?? [];
            }

            // A new array each time: whoever compares at this moment keeps theirs.
            _partitions[question.Partition] = [.. known, question];
            _answers.Set(question, answer, question.Bytes + answer.Bytes);
        }
    }

    private (SemanticQuestion? Question, double Similarity) Best(SemanticQuestion question, SemanticQuestion[] known)
    {
        (SemanticQuestion? Question, double Similarity) best = (null, double.NegativeInfinity);
        foreach (var other in known)
        {
            if (other.Vector.Length != question.Vector.Length)
            {
                continue;
            }

            double similarity = TensorPrimitives.Dot<float>(question.Vector, other.Vector);
            if (similarity >= _options.Threshold - Rounding && similarity > best.Similarity && question.Marks.Agree(other.Marks))
            {
                best = (other, Math.Min(similarity, 1));
            }
        }

        return best;
    }

    /// <summary>A vector times itself is 1 but for this; a threshold of 1 means "the same".</summary>
    private const double Rounding = 1e-5;

    // Called with the gate held: nothing is done to the answers without it.
    private void Drop(SemanticQuestion question)
    {
        if (!_partitions.TryGetValue(question.Partition, out var known))
        {
            return;
        }

        SemanticQuestion[] left = [.. known.Where(other => !ReferenceEquals(other, question))];
        if (left.Length == 0)
        {
            _partitions.Remove(question.Partition);
        }
        else
        {
            _partitions[question.Partition] = left;
        }
    }
}
