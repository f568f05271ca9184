using System.Numerics.Tensors;
using Parley.Identity;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Citations.Answers;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Evaluation;

/// <summary>
/// Measures answers by words and nearness in meaning, without a model. These are indications: they see words and numbers that are not in the
/// passages, not sense that is turned around.
/// </summary>
public sealed class AnswerMeasures(IEmbedder? embedder = null)
{
    // Nearer than this, sentences in other words mean about the same.
    private const double SameMeaning = 0.75;


    /// <summary>How much of the question's words stand in the passages.</summary>
    public static double ContextRelevance(string question, IEnumerable<string> passages)
    {
        var asked = Words(question);
        var given = passages.SelectMany(passage => Words(passage)).ToHashSet();
        return asked.Count == 0 ? 0 : (double)asked.Count(given.Contains) / asked.Count;
    }

    /// <summary>Whether an answer says that the documents do not answer, and nothing else.</summary>
    public static bool IsAbstention(string answer) => AnswerStatements.Of(answer, []).Count == 0;

    /// <summary>All three. Of an answer that says nothing but that there is none, only the context is measured.</summary>
    public async Task<AnswerScores> MeasureAsync(
        string question, string answer, IReadOnlyList<GivenPassage> passages, Caller caller, CancellationToken cancellationToken)
    {
        var context = ContextRelevance(question, passages.Select(passage => passage.Text));
        return IsAbstention(answer)
            ? new(context, null, null)
            : new(context, await FaithfulnessAsync(answer, passages, caller, cancellationToken), await RelevanceAsync(question, answer, passages, caller, cancellationToken));
    }

    /// <summary>How much of the answer the passages support: of each statement the words it shares with one passage, or its nearness in meaning.</summary>
    public async Task<double> FaithfulnessAsync(string answer, IReadOnlyList<GivenPassage> passages, Caller caller, CancellationToken cancellationToken)
    {
        var statements = AnswerStatements.Of(answer, passages).Where(statement => Words(statement).Count > 0).ToList();
        if (statements.Count == 0 || passages.Count == 0)
        {
            return 0;
        }

        var texts = passages.Select(passage => passage.Text).ToList();
        var near = await NearestAsync(statements, texts, caller, cancellationToken);
        return statements.Select((statement, i) =>
        {
            var words = texts.Max(passage => ContextRelevance(statement, [passage]));

            // A number that no passage has is made up, however near the rest is.
            return near[i] >= SameMeaning && Numbers(statement).IsSubsetOf(Numbers(string.Join(' ', texts))) ? Math.Max(words, near[i]) : words;
        }).Average();
    }

    /// <summary>How much the answer has to do with the question: nearness in meaning, or shared words.</summary>
    public async Task<double> RelevanceAsync(
        string question, string answer, IReadOnlyList<GivenPassage> passages, Caller caller, CancellationToken cancellationToken)
    {
        var said = string.Join(' ', AnswerStatements.Of(answer, passages));
        if (said.Length == 0)
        {
            return 0;
        }

        var near = await NearestAsync([question], [said], caller, cancellationToken);
        return Math.Max(near[0], ContextRelevance(question, [said]));
    }

    // Of each text, how near the nearest of the others is; 0 without an embedder.
    private async Task<double[]> NearestAsync(List<string> texts, List<string> others, Caller caller, CancellationToken cancellationToken)
    {
        if (embedder is null)
        {
            return new double[texts.Count];
        }

        var vectors = await embedder.EmbedAsync([.. texts, .. others], caller, cancellationToken);
        return [.. Enumerable.Range(0, texts.Count).Select(i =>
            Math.Clamp(Enumerable.Range(texts.Count, others.Count).Max(j => (double)TensorPrimitives.Dot<float>(vectors[i], vectors[j])), 0, 1))];
    }

    private static HashSet<string> Words(string text) => [.. Terms.Of(text).Where(term => !term.IsWhole).Select(term => term.Text)];

    private static HashSet<string> Numbers(string text) => [.. Words(text).Where(word => word.AsSpan().ContainsAnyInRange('0', '9'))];
}
