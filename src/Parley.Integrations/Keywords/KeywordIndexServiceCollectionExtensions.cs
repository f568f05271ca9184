using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Integrations.Databases;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

public static class KeywordIndexServiceCollectionExtensions
{
    /// <summary>The index of words in PostgreSQL. Whether it is used follows KEYWORD_INDEX or else the database.</summary>
    public static IServiceCollection AddPostgresKeywordIndex(this IServiceCollection services)
    {
        services.AddOptions<KeywordIndexOptions>()
            .PostConfigure<IOptions<DatabaseOptions>>((options, database) =>
                options.Default = database.Value.IsPostgres ? KeywordIndexOptions.Postgres : KeywordIndexOptions.Embedded)
            .Validate<IOptions<DatabaseOptions>>(
                (options, database) => options.Index is not KeywordIndexOptions.Postgres || database.Value.IsPostgres,
                "KEYWORD_INDEX is postgres, which needs PostgreSQL: set DATABASE_URL to one, or take KEYWORD_INDEX away.");
        return services.AddKeywordIndex<PostgresKeywordIndex>(KeywordIndexOptions.Postgres);
    }
}
