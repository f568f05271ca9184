using Microsoft.Extensions.DependencyInjection;

namespace Parley.Knowledge.Citations;

public static class CitationServiceCollectionExtensions
{
    /// <summary>The check of citations.</summary>
    public static IServiceCollection AddCitations(this IServiceCollection services)
    {
        services.AddOptions<CitationOptions>().BindConfiguration("Knowledge:Citations").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<CitationCheck>();
    }
}
