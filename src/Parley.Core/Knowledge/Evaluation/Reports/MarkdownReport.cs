using System.Globalization;
using System.Text;

namespace Parley.Knowledge.Evaluation.Reports;

/// <summary>The figures as Markdown.</summary>
public static class MarkdownReport
{
    public static string Write(IReadOnlyList<EvaluationResult> results, IReadOnlyList<string> failures)
    {
        var report = new StringBuilder("# Evaluation\n");
        foreach (var result in results)
        {
            report.Append(CultureInfo.InvariantCulture, $"\n## {result.Set}\n\n{result.Documents:N0} documents, {result.Passages:N0} passages, {result.Queries:N0} questions; indexed in {result.Indexing.TotalSeconds:0.0} s.\n\n");
            report.Append("| search | nDCG@10 | recall@10 | MRR@10 | precision@10 | context | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|---|---|---|---|\n");
            foreach (var variant in result.Variants)
            {
                var (measures, latency) = (variant.Measures, variant.Latency);
                report.Append(CultureInfo.InvariantCulture, $"| {variant.Name} | {measures.Ndcg * 100:0.0} | {measures.Recall * 100:0.0} | {measures.Mrr * 100:0.0} | {measures.Precision * 100:0.0} | {variant.Relevance * 100:0.0} | {latency.P50:0.0} | {latency.P95:0.0} | {latency.P99:0.0} |\n");
            }

            if (result.Find(EvaluationVariant.Pipeline) is { } pipeline)
            {
                report.Append("\nStages of the pipeline, mean ms: ")
                    .AppendJoin(", ", pipeline.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Name} {stage.Milliseconds:0.00}"))).Append(".\n");
                report.Append(pipeline.Worst.Count == 0 ? "" : $"\nWorst questions: {string.Join(", ", pipeline.Worst)}.\n");
            }

            if (result.Answers is { } answers)
            {
                report.Append(CultureInfo.InvariantCulture, $"\n### Answers\n\n{AnswerWords.Asked(answers)}\n\n| measured | context | faithfulness | relevance |\n|---|---|---|---|\n");
                foreach (var (by, scores) in AnswerWords.Rows(answers))
                {
                    report.Append(CultureInfo.InvariantCulture, $"| {by} | {AnswerWords.Percent(scores.Context)} | {AnswerWords.Percent(scores.Faithfulness)} | {AnswerWords.Percent(scores.Relevance)} |\n");
                }

                report.Append(CultureInfo.InvariantCulture, $"\n{AnswerWords.Cited(answers)}\n");
            }
        }

        if (failures.Count > 0)
        {
            report.Append("\n## Below the gate\n\n");
            foreach (var failure in failures)
            {
                report.Append("- ").Append(failure).Append('\n');
            }
        }

        return report.ToString();
    }
}
