using System.Globalization;
using System.Text;

namespace Parley.Knowledge.Evaluation.Reports;

/// <summary>The figures as one HTML page with charts, which loads nothing.</summary>
public static class HtmlReport
{
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Evaluation</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
        th:first-child, td:first-child { text-align: left }
        svg { max-width: 100%; height: auto; margin: 1rem 0; font-size: 13px }
        svg text { fill: currentColor } svg rect { fill: #4a7bd0 } svg .title { font-weight: 600 }
        .below { color: #c22 }
        </style>
        <h1>Evaluation</h1>

        """;

    public static string Write(IReadOnlyList<EvaluationResult> results, IReadOnlyList<string> failures)
    {
        var page = new StringBuilder(Head);
        foreach (var failure in failures)
        {
            page.Append("<p class=\"below\">Below the gate: ").Append(BarChart.Escape(failure)).Append("</p>\n");
        }

        foreach (var result in results)
        {
            AppendSet(page, result);
        }

        return page.Append("</html>\n").ToString();
    }

    private static void AppendSet(StringBuilder page, EvaluationResult result)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{BarChart.Escape(result.Set)}</h2>\n<p>{result.Documents:N0} documents, {result.Passages:N0} passages, {result.Queries:N0} questions; indexed in {result.Indexing.TotalSeconds:0.0} s.</p>\n");
        page.Append("<table><tr><th>search</th><th>nDCG@10</th><th>recall@10</th><th>MRR@10</th><th>precision@10</th><th>context</th><th>p50 ms</th><th>p95 ms</th><th>p99 ms</th></tr>\n");
        foreach (var variant in result.Variants)
        {
            var (measures, latency) = (variant.Measures, variant.Latency);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{BarChart.Escape(variant.Name)}</td><td>{measures.Ndcg * 100:0.0}</td><td>{measures.Recall * 100:0.0}</td><td>{measures.Mrr * 100:0.0}</td><td>{measures.Precision * 100:0.0}</td><td>{variant.Relevance * 100:0.0}</td><td>{latency.P50:0.0}</td><td>{latency.P95:0.0}</td><td>{latency.P99:0.0}</td></tr>\n");
        }

        page.Append("</table>\n");
        page.Append(BarChart.Draw("nDCG@10, %", [.. result.Variants.Select(variant => (variant.Name, variant.Measures.Ndcg * 100))], 100, "0.0"));
        page.Append(BarChart.Draw("Recall@10, %", [.. result.Variants.Select(variant => (variant.Name, variant.Measures.Recall * 100))], 100, "0.0"));
        page.Append(BarChart.Draw("Latency, 95th percentile, ms", [.. result.Variants.Select(variant => (variant.Name, variant.Latency.P95))], null, "0.0"));
        if (result.Find(EvaluationVariant.Pipeline) is { Stages.Count: > 0 } pipeline)
        {
            page.Append(BarChart.Draw("Stages of the pipeline, mean ms", pipeline.Stages, null, "0.00"));
            page.Append(pipeline.Worst.Count == 0 ? "" : $"<p>Worst questions: {BarChart.Escape(string.Join(", ", pipeline.Worst))}.</p>\n");
        }

        if (result.Answers is { } answers)
        {
            AppendAnswers(page, answers);
        }
    }

    private static void AppendAnswers(StringBuilder page, AnswerResult answers)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h3>Answers</h3>\n<p>{BarChart.Escape(AnswerWords.Asked(answers))}</p>\n");
        page.Append("<table><tr><th>measured</th><th>context</th><th>faithfulness</th><th>relevance</th></tr>\n");
        foreach (var (by, scores) in AnswerWords.Rows(answers))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{by}</td><td>{AnswerWords.Percent(scores.Context)}</td><td>{AnswerWords.Percent(scores.Faithfulness)}</td><td>{AnswerWords.Percent(scores.Relevance)}</td></tr>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"</table>\n<p>{BarChart.Escape(AnswerWords.Cited(answers))}</p>\n");
        foreach (var (by, scores) in AnswerWords.Rows(answers))
        {
            page.Append(BarChart.Draw(
                $"Answers, {by}, %",
                [("context", 100 * (scores.Context ?? 0)), ("faithfulness", 100 * (scores.Faithfulness ?? 0)), ("relevance", 100 * (scores.Relevance ?? 0))], 100, "0.0"));
        }
    }
}
