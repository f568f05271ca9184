using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Citations;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Evaluation;

/// <summary>Has questions of a set answered, and measures the answers.</summary>
internal sealed class AnswerEvaluator(AnswerMeasures measures, AnswerJudge judge, TimeProvider clock)
{
    /// <summary>Says what is missing before anything is indexed.</summary>
    /// <exception cref="AppException">A judge is asked for and there is none.</exception>
    public void Check(EvaluationRequest request, Caller caller)
    {
        if (request is { Answers: > 0, Judge: true } && !judge.IsAvailableTo(caller))
        {
            throw new AppException(ErrorCode.ValidationError, "There is no model that could judge. Name one with KNOWLEDGE_MODEL, such as openai/gpt-4o-mini, and give its provider's key.");
        }
    }

    /// <param name="names">The set's names of the documents.</param>
    /// <exception cref="AppException">No question could be answered at all.</exception>
    public async Task<AnswerResult> RunAsync(
        EvaluationSet set, Guid collection, IReadOnlyDictionary<Guid, string> names, EvaluationRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var texts = set.Documents.DistinctBy(document => document.Id).ToDictionary(document => document.Id, document => document.Text);
        var asked = set.Sample(request.Answers, request.Seed).Queries;
        var answers = new List<MeasuredAnswer>(asked.Count);
        foreach (var query in asked)
        {
            var began = clock.GetTimestamp();
            var answer = await request.Answer!(query.Text, collection, cancellationToken);
            var time = clock.GetElapsedTime(began);
            List<GivenPassage> given = [.. answer.Passages.Select(passage =>
                new GivenPassage(passage.Number, passage.Title, texts[names[passage.DocumentId]][passage.Start..passage.End], passage.Start) { Section = passage.Section })];
            answers.Add(new(query, answer, time)
            {
                Scores = answer.Problem is null ? await measures.MeasureAsync(query.Text, answer.Text, given, caller, cancellationToken) : default,
                Judged = answer.Problem is null && request.Judge ? await judge.RateAsync(query.Text, answer.Text, given, caller, cancellationToken) : default,
            });
            request.Progress?.Report(($"{set.Name}: answers", answers.Count, asked.Count));
        }

        return answers.Count > 0 && answers.TrueForAll(one => one.Answer.Problem is not null)
            ? throw new AppException(ErrorCode.LlmProviderError, $"No question could be answered: {answers[0].Answer.Problem}")
            : Sum(answers, request.Judge);
    }

    private static AnswerResult Sum(List<MeasuredAnswer> answers, bool isJudged)
    {
        var given = answers.Where(one => one.Answer.Problem is null).ToList();
        var known = given.Where(one => one.Query.Answers.Count > 0).ToList();
        var citations = given.SelectMany(one => one.Answer.Citations.Citations).ToList();
        return new(
            string.Join(", ", given.Select(one => one.Answer.Model).Distinct()), answers.Count, given.Count(one => one.Scores.Faithfulness is not null), answers.Count - given.Count,
            AnswerScores.Mean([.. given.Select(one => one.Scores)]), Latencies.Of(given.Select(one => one.Time.TotalMilliseconds)))
        {
            Judged = isJudged ? AnswerScores.Mean([.. given.Select(one => one.Judged)]) : null,
            Citations = citations.Count,
            Verified = citations.Count(citation => citation.Verdict is CitationVerdict.Verified),
            Uncited = given.Sum(one => one.Answer.Citations.Uncited.Count),
            Known = known.Count,
            Held = known.Count(one => one.Query.Answers.Any(expected => Holds(one.Answer.Text, expected))),
        };
    }

    // Word by word, whatever case, accents and punctuation.
    private static bool Holds(string answer, string expected) =>
        Words(expected) is { Length: > 2 } words && Words(answer).Contains(words, StringComparison.Ordinal);

    private static string Words(string text) => $" {string.Join(' ', WordReader.Read(text, Language.Other).Select(word => word.Folded))} ";

    private sealed record MeasuredAnswer(EvaluationQuery Query, GivenAnswer Answer, TimeSpan Time)
    {
        public AnswerScores Scores { get; init; }

        public AnswerScores Judged { get; init; }
    }
}
