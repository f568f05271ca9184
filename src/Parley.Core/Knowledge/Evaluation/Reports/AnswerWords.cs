using System.Globalization;

namespace Parley.Knowledge.Evaluation.Reports;

/// <summary>What both reports say of answers, in words.</summary>
internal static class AnswerWords
{
    public static string Asked(AnswerResult answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{answers.Questions:N0} questions to {answers.Model}: {answers.Answered:N0} answered, {answers.Declined:N0} declined because the documents do not answer, {answers.Failed:N0} failed; p50 {answers.Latency.P50:0} ms, p95 {answers.Latency.P95:0} ms.");

    public static IEnumerable<(string By, AnswerScores Scores)> Rows(AnswerResult answers)
    {
        yield return ("by words and meaning", answers.Scores);
        if (answers.Judged is { } judged)
        {
            yield return ("by the judge", judged);
        }
    }

    public static string Cited(AnswerResult answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{answers.Verified:N0} of {answers.Citations:N0} citations verified{Share(answers.VerifiedShare)}; {answers.Uncited:N0} statements cite nothing.")
        + (answers.Known == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {answers.Held:N0} of {answers.Known:N0} answers hold what the set expects{Share(answers.HeldShare)}."));

    public static string Percent(double? share) => share is { } known ? (known * 100).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    private static string Share(double? share) => share is null ? "" : $" ({Percent(share)} %)";
}
