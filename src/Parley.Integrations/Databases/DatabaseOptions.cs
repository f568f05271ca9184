using System.ComponentModel.DataAnnotations;

namespace Parley.Integrations.Databases;

/// <summary>Where Parley stores. Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>
    /// <c>postgresql://user:password@host:port/database</c> or <c>sqlite:///path</c> (DATABASE_URL).
    /// Null: the file <c>parley.db</c> in the data directory.
    /// </summary>
    public string? Url { get; set; }

    public bool IsPostgres => Url?.StartsWith("postgres", StringComparison.Ordinal) is true;

    /// <summary>Connections kept open to PostgreSQL (DATABASE_POOL_SIZE). Default 20; 1 to 1000. SQLite ignores it.</summary>
    [Range(1, 1000)]
    public int PoolSize { get; set; } = 20;

    /// <summary>Connections beyond the pool in a rush (DATABASE_MAX_OVERFLOW). Default 10; 0 to 1000. SQLite ignores it.</summary>
    [Range(0, 1000)]
    public int MaxOverflow { get; set; } = 10;
}
