namespace Parley.Integrations.Redis;

/// <summary>What several nodes share beside the database. Section <c>Redis</c>.</summary>
internal sealed class RedisOptions
{
    /// <summary><c>redis://[:password@]host[:port][/database]</c> (REDIS_URL). Default: none, every node keeps to itself.</summary>
    public string? Url { get; set; }
}
