using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Retrieval;

namespace Parley.Knowledge.Evaluation;

internal static class EvaluationServiceCollectionExtensions
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services) => services
        .AddSingleton<AnswerMeasures>()
        .AddSingleton<AnswerJudge>()
        .AddSingleton<AnswerEvaluator>()
        .AddSingleton<EvaluationLibrary>()
        .AddSingleton(provider => new Evaluator(
            provider.GetRequiredService<EvaluationLibrary>(), provider.GetRequiredService<KnowledgeSearch>(), provider.GetRequiredService<AnswerEvaluator>(), provider.GetRequiredService<TimeProvider>()));
}
