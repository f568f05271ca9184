using System.Text;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Corrects words that no passage has to ones that some have.</summary>
internal sealed class QuerySpelling(IKeywordIndex index)
{
    /// <returns>The query with its corrections, and what was corrected to what.</returns>
    public async Task<(string Query, IReadOnlyDictionary<string, string> Corrections)> CorrectAsync(
        SearchRun run, string query, CancellationToken cancellationToken)
    {
        using var stage = run.Stages.Begin("spelling");
        var terms = Terms.Of(query).Where(term => !term.IsWhole).ToList();
        var corrections = await index.CorrectAsync(run.CollectionIds, [.. terms.Select(term => term.Word).Distinct()], cancellationToken);
        stage.Count = corrections.Count;
        return (Apply(query, terms, corrections), corrections);
    }

    private static string Apply(string query, List<Term> terms, IReadOnlyDictionary<string, string> corrections)
    {
        var corrected = new StringBuilder(query.Length);
        var at = 0;
        foreach (var term in terms)
        {
            if (term.Start >= at && corrections.TryGetValue(term.Word, out var correction))
            {
                corrected.Append(query, at, term.Start - at).Append(correction);
                at = term.End;
            }
        }

        return corrected.Append(query, at, query.Length - at).ToString();
    }
}
