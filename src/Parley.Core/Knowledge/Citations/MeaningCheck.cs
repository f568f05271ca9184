using System.Numerics.Tensors;
using Parley.Identity;
using Parley.Knowledge.Embedding;

namespace Parley.Knowledge.Citations;

/// <summary>Lets the nearness in meaning decide where the words of a claim and its passage leave a doubt. Never against a contradiction.</summary>
internal sealed class MeaningCheck(IEmbedder embedder, CitationOptions options)
{
    private const int MaxDoubts = 200;

    public async Task<CitationReport> ReviewAsync(
        CitationReport report, string answer, IReadOnlyList<GivenPassage> given, Caller caller, CancellationToken cancellationToken)
    {
        var doubts = report.Citations.Index().Where(one => IsDoubt(one.Item)).Take(MaxDoubts).ToList();
        if (doubts.Count == 0)
        {
            return report;
        }

        var passages = given.DistinctBy(passage => passage.Number).ToDictionary(passage => passage.Number);
        var texts = doubts.SelectMany(one => new[] { answer[one.Item.ClaimStart..one.Item.ClaimEnd], TextOf(one.Item.Evidence!, passages) }).ToList();
        var vectors = await embedder.EmbedAsync(texts, caller, cancellationToken);
        var citations = report.Citations.ToArray();
        for (var i = 0; i < doubts.Count; i++)
        {
            citations[doubts[i].Index] = Decide(doubts[i].Item, TensorPrimitives.Dot(vectors[2 * i], vectors[(2 * i) + 1]));
        }

        return report with { Citations = citations };
    }

    private bool IsDoubt(Citation citation) => citation is { Support: { } support, Quote: null, Evidence: not null, Verdict: var verdict }
        && Math.Abs(support - options.MinSupport) <= options.MeaningMargin
        && (verdict is CitationVerdict.Verified || (verdict is CitationVerdict.Unsupported && citation.Reason == AnswerChecker.NotSaid));

    private Citation Decide(Citation citation, float cosine) => citation.Verdict switch
    {
        CitationVerdict.Unsupported when cosine >= options.NearMeaning => citation with { Verdict = CitationVerdict.Verified, Reason = null },
        CitationVerdict.Verified when cosine < options.FarMeaning =>
            citation with { Verdict = CitationVerdict.Unsupported, Reason = "The passage shares words with this and means something else." },
        _ => citation,
    };

    private static string TextOf(Evidence evidence, Dictionary<int, GivenPassage> passages)
    {
        var passage = passages[evidence.Number];
        return passage.Text[(evidence.Start - passage.Start)..(evidence.End - passage.Start)];
    }
}
