using Parley.Identity;
using Parley.Knowledge.Retrieval;

namespace Parley.Knowledge.Evaluation;

/// <summary>
/// Measures how well passages are found, and how good the answers are that are made of them: lays a labelled set into the database, asks its questions of the search as anybody would, and
/// compares. Meant for a database made for it; what it lays down stays there.
/// </summary>
public sealed class Evaluator
{
    /// <summary>More than the documents that count, since several passages may be of one.</summary>
    private const int PassagesAsked = 30;
    private const int WorstShown = 10;

    private readonly EvaluationLibrary _library;
    private readonly KnowledgeSearch _search;
    private readonly AnswerEvaluator _answers;
    private readonly TimeProvider _clock;

    internal Evaluator(EvaluationLibrary library, KnowledgeSearch search, AnswerEvaluator answers, TimeProvider clock)
    {
        _library = library;
        _search = search;
        _answers = answers;
        _clock = clock;
    }

    public async Task<EvaluationResult> RunAsync(EvaluationSet set, EvaluationRequest request, Caller caller, CancellationToken cancellationToken)
    {
        _answers.Check(request, caller);
        var began = _clock.GetTimestamp();
        var (collection, names, passages) = await _library.AddAsync(set, caller, request, cancellationToken);
        var indexing = _clock.GetElapsedTime(began);
        var sampled = request.Sample is { } count ? set.Sample(count, request.Seed) : set;

        var results = new List<VariantResult>();
        foreach (var variant in Variants(request).Where(variant => request.Variants?.Contains(variant.Name) is not false))
        {
            // The first search brings the index up to date, which is no search.
            await _search.SearchAsync(variant.Request with { Query = "warm up", Collections = [collection] }, caller, cancellationToken);
            results.Add(await MeasureAsync(sampled, variant, collection, names, request, caller, cancellationToken));
        }

        return new EvaluationResult(set.Name, set.Documents.Count, passages, sampled.Queries.Count, indexing, results)
        {
            Answers = request is { Answers: > 0, Answer: not null } ? await _answers.RunAsync(sampled, collection, names, request, caller, cancellationToken) : null,
        };
    }

    /// <summary>The ways of searching, and the whole pipeline with misspelt questions where they are asked for.</summary>
    private static IEnumerable<EvaluationVariant> Variants(EvaluationRequest request) => request.Misspell == 0
        ? EvaluationVariant.All
        : [.. EvaluationVariant.All, new EvaluationVariant(Misspelt, new SearchRequest("")), new EvaluationVariant(MisspeltUncorrected, new SearchRequest("") { Spelling = false })];

    public const string Misspelt = "misspelt";
    public const string MisspeltUncorrected = "misspelt, uncorrected";

    private async Task<VariantResult> MeasureAsync(
        EvaluationSet set, EvaluationVariant variant, Guid collection, IReadOnlyDictionary<Guid, string> names, EvaluationRequest request, Caller caller,
        CancellationToken cancellationToken)
    {
        var measures = new List<(string Query, RankingMeasures Measures)>(set.Queries.Count);
        var relevance = new List<double>(set.Queries.Count);
        var times = new List<double>(set.Queries.Count);
        var stages = new OrderedDictionary<string, double>();
        foreach (var query in set.Queries)
        {
            var text = variant.Name is Misspelt or MisspeltUncorrected ? Misspeller.Misspell(query.Text, request.Misspell, request.Seed + measures.Count) : query.Text;
            var began = _clock.GetTimestamp();
            var result = await _search.SearchAsync(
                variant.Request with { Query = text, Collections = [collection], Top = PassagesAsked }, caller, cancellationToken);
            times.Add(_clock.GetElapsedTime(began).TotalMilliseconds);

            var found = result.Passages.Select(passage => names[passage.DocumentId]).Distinct().Take(RankingMeasures.Depth).ToList();
            measures.Add((query.Id, RankingMeasures.Of(found, set.Relevant[query.Id])));
            relevance.Add(AnswerMeasures.ContextRelevance(query.Text, result.Passages.Take(RankingMeasures.Depth).Select(passage => passage.Text)));
            foreach (var stage in result.Stages)
            {
                stages[stage.Name] = stages.GetValueOrDefault(stage.Name) + (stage.Milliseconds / set.Queries.Count);
            }

            if (measures.Count % 50 == 0 || measures.Count == set.Queries.Count)
            {
                request.Progress?.Report(($"{set.Name}: {variant.Name}", measures.Count, set.Queries.Count));
            }
        }

        return new VariantResult(
            variant.Name,
            RankingMeasures.Mean([.. measures.Select(measure => measure.Measures)]),
            relevance.Count == 0 ? 0 : relevance.Average(),
            Latencies.Of(times),
            [.. stages.Select(stage => (stage.Key, stage.Value))])
        {
            Worst = [.. measures.OrderBy(measure => measure.Measures.Ndcg).Take(WorstShown).Where(measure => measure.Measures.Ndcg < 1).Select(measure => measure.Query)],
        };
    }
}
