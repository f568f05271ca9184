using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Integrations.Databases.Postgres;
using Parley.Integrations.Databases.Sqlite;

namespace Parley.Integrations.Databases;

public static class DatabaseServiceCollectionExtensions
{
    /// <summary>The database that <see cref="DatabaseOptions.Url"/> names.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsPostgres
            ? ActivatorUtilities.CreateInstance<PostgresDatabase>(provider)
            : ActivatorUtilities.CreateInstance<SqliteDatabase>(provider));
        services.AddSingleton<INodeLease>(provider => provider.GetRequiredService<IDatabase>() switch
        {
            PostgresDatabase postgres => new PostgresNodeLease(postgres),
            SqliteDatabase sqlite => new SqliteNodeLease(sqlite),
            var other => throw new InvalidOperationException($"No lease for {other.Name}."),
        });
        return services;
    }
}
