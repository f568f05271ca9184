using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Keywords.Embedded;

namespace Parley.Knowledge.Keywords;

public static class KeywordServiceCollectionExtensions
{
    /// <summary>Registers an index of words. <see cref="IKeywordIndex"/> alone is the one that is configured by its name.</summary>
    /// <param name="name">See <see cref="KeywordIndexOptions.Index"/>.</param>
    public static IServiceCollection AddKeywordIndex<TIndex>(this IServiceCollection services, string name)
        where TIndex : class, IKeywordIndex
    {
        services.TryAddSingleton(Chosen);
        return services.AddKeyedSingleton<IKeywordIndex, TIndex>(name);
    }

    /// <summary>The embedded index, and what any index is made from.</summary>
    internal static IServiceCollection AddKeywords(this IServiceCollection services)
    {
        services.AddOptions<KeywordIndexOptions>().BindConfiguration("Knowledge:Keywords").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<CollectionRows>()
            .AddSingleton<CollectionIndexes>()
            .AddKeywordIndex<EmbeddedKeywordIndex>(KeywordIndexOptions.Embedded);
    }

    private static IKeywordIndex Chosen(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<KeywordIndexOptions>>().Value;
        return services.GetRequiredKeyedService<IKeywordIndex>(options.Index ?? options.Default);
    }
}
