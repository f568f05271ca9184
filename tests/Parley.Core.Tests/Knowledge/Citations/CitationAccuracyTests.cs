using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Embedding;
using Parley.Models.Embeddings;

namespace Parley.Core.Tests.Knowledge.Citations;

/// <summary>
/// How often the check by words is right, on answers it was tuned on and on answers it was not. Verdict and kind go together:
/// true ones are verified, and so on; every kind has a precision and a recall.
/// </summary>
public sealed class CitationAccuracyTests(ITestOutputHelper output)
{
    private const double Required = 0.95;

    // The held-out parts were written without the rules in mind. The second one is the harder: most of its false claims are one word away
    // from what is said, and there is one for every true one. The third and fourth have the most varied subjects and the freest paraphrases;
    // they were written by somebody who did not know the rules. Of the first three, two general rules were learnt after they were measured;
    // of the fourth nothing but its figures was used.
    [Theory]
    [InlineData("development.txt", 1, false, 0.96, 0.98, 0.94)]
    [InlineData("development.txt", 1, true, 0.96, 0.98, 0.94)]
    [InlineData("development-2.txt", 4, false, 0.94, 0.95, 0.92)]
    [InlineData("development-de.txt", 6, false, 0.92, 0.95, 0.88)]
    [InlineData("held-out.txt", 2, false, 0.93, 0.95, 0.88)]
    [InlineData("held-out.txt", 2, true, 0.93, 0.95, 0.88)]
    [InlineData("held-out-2.txt", 3, false, 0.88, 0.88, 0.84)]
    [InlineData("held-out-2.txt", 3, true, 0.88, 0.88, 0.84)]
    [InlineData("held-out-3.txt", 5, false, 0.89, 0.83, 0.82)]
    [InlineData("held-out-3.txt", 5, true, 0.89, 0.84, 0.81)]
    [InlineData("held-out-4.txt", 7, false, 0.90, 0.78, 0.84)]
    [InlineData("held-out-4.txt", 7, true, 0.90, 0.79, 0.83)]
    public async Task Check_ConstructedAnswers_FindsWhatIsTrueAndWhatIsNot(
        string file, int seed, bool byMeaning, double precisionOfTrue, double recallOfTrue, double recallOfUnsupported)
    {
        var cases = CitationCases.Read(file, seed);
        var local = new LocalEmbedder(new LocalEmbedding(NullLogger<LocalEmbedding>.Instance), Options.Create(new EmbeddingOptions()));
        var check = new CitationCheck(Options.Create(new CitationOptions()), byMeaning ? local : null);

        var watch = Stopwatch.StartNew();
        var found = new List<(CitationCase Case, Citation Citation)>();
        foreach (var one in cases)
        {
            found.Add((one, Assert.Single((await check.CheckAsync(one.Answer, one.Given, Caller.Local, TestContext.Current.CancellationToken)).Citations)));
        }

        var figures = Enum.GetValues<CitationKind>().ToDictionary(kind => kind, kind => Figures(found, kind));
        output.WriteLine($"{file}, {(byMeaning ? "words and meaning" : "words")}: {cases.Count} answers, {watch.Elapsed.TotalMilliseconds / cases.Count:F2} ms each");
        foreach (var (kind, (precision, recall, count)) in figures)
        {
            output.WriteLine($"{kind,-14} {count,4}  precision {precision:P1}  recall {recall:P1}");
        }

        if (file.StartsWith("development", StringComparison.Ordinal))
        {
            WriteMisses(found);
        }

        Assert.True(cases.Count >= 100);
        Assert.All([CitationKind.WrongId, CitationKind.AlteredQuote], kind => Assert.True(figures[kind].Precision >= Required && figures[kind].Recall >= Required, $"{kind}"));

        // What is not said is the hardest to tell, and what is missed of it is taken for true. This holds what was reached.
        Assert.True(figures[CitationKind.True].Precision >= precisionOfTrue, "precision of what is true");
        Assert.True(figures[CitationKind.True].Recall >= recallOfTrue, "recall of what is true");
        Assert.True(figures[CitationKind.Unsupported].Recall >= recallOfUnsupported, "recall of what is not said");
    }

    [Theory]
    [InlineData("development.txt")]
    [InlineData("held-out.txt")]
    public void Check_TrueCitation_PointsAtTheWordsThatSupportIt(string file)
    {
        var check = new CitationCheck(Options.Create(new CitationOptions()));

        Assert.All(CitationCases.Read(file, 5).Where(one => one is { Kind: CitationKind.True, How: "exact quotation" }), one =>
        {
            var citation = Assert.Single(check.Check(one.Answer, one.Given).Citations);
            var (quote, evidence) = (citation.Quote!, citation.Evidence!);
            var passage = one.Given.Single(given => given.Number == citation.Number);
            Assert.Contains(passage.Text[(evidence.Start - passage.Start)..(evidence.End - passage.Start)], one.Answer[quote.Start..quote.End], StringComparison.Ordinal);
        });
    }

    private void WriteMisses(List<(CitationCase Case, Citation Citation)> found)
    {
        foreach (var (one, citation) in found.Where(one => Expected(one.Case.Kind) != one.Citation.Verdict))
        {
            output.WriteLine($"{one.Kind} ({one.How}) taken for {citation.Verdict}: {one.Answer} – {citation.Reason} {citation.Support}");
        }
    }

    private static (double Precision, double Recall, int Count) Figures(List<(CitationCase Case, Citation Citation)> found, CitationKind kind)
    {
        var right = found.Count(one => one.Case.Kind == kind && one.Citation.Verdict == Expected(kind));
        var taken = found.Count(one => one.Citation.Verdict == Expected(kind));
        var count = found.Count(one => one.Case.Kind == kind);
        return ((double)right / Math.Max(1, taken), (double)right / count, count);
    }

    private static CitationVerdict Expected(CitationKind kind) => kind switch
    {
        CitationKind.True => CitationVerdict.Verified,
        CitationKind.WrongId => CitationVerdict.UnknownSource,
        CitationKind.AlteredQuote => CitationVerdict.AlteredQuote,
        _ => CitationVerdict.Unsupported,
    };
}
