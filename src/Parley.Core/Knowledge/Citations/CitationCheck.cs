using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Citations.Answers;
using Parley.Knowledge.Citations.Quotes;
using Parley.Knowledge.Embedding;

namespace Parley.Knowledge.Citations;

/// <summary>
/// Checks the citations of an answer against what its writer was given: is the source one of them, do quoted words stand in
/// it, does it say what is claimed?
/// </summary>
public sealed class CitationCheck(IOptions<CitationOptions> options, IEmbedder? embedder = null, IKnowledgeModel? model = null)
{
    /// <summary>By words alone: takes milliseconds, and always comes to the same result.</summary>
    public CitationReport Check(string answer, IReadOnlyList<GivenPassage> given) => new AnswerChecker(answer, given, options.Value).Check();

    /// <summary>By words, then by meaning where words leave a doubt, then by a model where one is configured to judge.</summary>
    /// <param name="caller">On whose behalf.</param>
    public async Task<CitationReport> CheckAsync(string answer, IReadOnlyList<GivenPassage> given, Caller caller, CancellationToken cancellationToken)
    {
        var report = Check(answer, given);
        if (embedder is not null && options.Value.MeaningMargin > 0)
        {
            report = await new MeaningCheck(embedder, options.Value).ReviewAsync(report, answer, given, caller, cancellationToken);
        }

        return options.Value.Judge && model?.IsAvailableTo(caller) is true
            ? await new CitationJudge(model, options.Value).ReviewAsync(report, answer, given, caller, cancellationToken)
            : report;
    }
}
