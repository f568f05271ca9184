using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

public static class ChunkingServiceCollectionExtensions
{
    public static IServiceCollection AddChunking(this IServiceCollection services)
    {
        services.AddOptions<ChunkingOptions>().BindConfiguration("Knowledge:Chunking").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddTokenCounting()
            .AddSingleton<IValidateOptions<ChunkingOptions>, ChunkingOptionsValidator>()
            .AddSingleton<ChunkerCatalogue>()
            .AddChunker<RecursiveChunker>()
            .AddChunker<MarkdownChunker>()
            .AddChunker<SentenceChunker>()
            .AddChunker<SemanticChunker>()
            .AddChunker<FixedChunker>();
    }

    public static IServiceCollection AddChunker<TChunker>(this IServiceCollection services)
        where TChunker : class, IChunker =>
        services.AddSingleton<IChunker, TChunker>();
}
