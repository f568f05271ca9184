using System.Net;
using Parley.Integrations.Antivirus;
using Parley.Integrations.Databases.Postgres;
using Parley.Integrations.Redis;

namespace Parley.Integrations.Configuration;

/// <summary>Every public setting of this version. To add one is a line here and a line in <c>.env.example</c>; a test compares.</summary>
internal static class Settings
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.OneOf("APP_ENV", "Server:Environment", "development", "staging", "production"),
        Setting.Flag("APP_DEBUG", "Server:Debug"),
        Setting.OneOf("APP_LOG_LEVEL", "Logging:LogLevel:Default", "debug", "info", "warning", "error") with { Read = ReadLogLevel },
        Setting.Whole("APP_PORT", "Server:Port", 1, 65535),
        new("APP_HOST", "Server:Host", "localhost, an IP address, or 0.0.0.0 or :: for every address of this machine", ReadHost),
        Setting.Origin("APP_PUBLIC_URL", "Server:PublicUrl"),
        Setting.Text("APP_DATA_DIR", "Storage:DataDir"),
        Setting.OneOf("AUTH_MODE", "Server:AuthMode", "single-user", "accounts"),
        Setting.Secret("APP_SECRET_KEY", "Secrets:Key", minLength: 32),
        new("CORS_ORIGINS", "Server:CorsOrigins", "origins such as https://app.example.com, with commas between them, or *", ReadOrigins),
        new("TRUSTED_PROXIES", "Server:TrustedProxies", "IP addresses or ranges such as 10.0.0.0/8, with commas between them", ReadProxies),
        Setting.Text("TLS_CERT_FILE", "Server:Tls:CertificateFile"),
        Setting.Text("TLS_KEY_FILE", "Server:Tls:KeyFile"),
        Setting.Whole("RATE_LIMIT_REQUESTS", "Limits:Requests", 1, 10_000_000),
        Setting.Seconds("RATE_LIMIT_WINDOW", "Limits:Window", 1, 24 * 3600),
        new("REDIS_URL", "Redis:Url", "redis://[:password@]host[:port][/database], or rediss:// for TLS", text => RedisUrl.TryParse(text, out _) ? text : null, IsSecret: true),
        Setting.OneOf("JWT_ALGORITHM", "Tokens:Algorithm", "RS256", "ES256", "HS256"),
        Setting.Secret("JWT_SECRET", "Tokens:Secret", minLength: 32),
        Setting.Seconds("JWT_EXPIRY", "Tokens:AccessLifetime", 60, 3600),
        Setting.Seconds("JWT_REFRESH_EXPIRY", "Tokens:RefreshLifetime", 300, 90 * 24 * 3600),
        Setting.Text("JWT_ISSUER", "Tokens:Issuer"),
        Setting.Text("JWT_AUDIENCE", "Tokens:Audience"),
        Setting.Secrets("APP_SECRET_KEY_PREVIOUS", "Secrets:Previous", minLength: 32),
        new("DATABASE_URL", "Database:Url", "postgresql://user:password@host:port/database or sqlite:///path", ReadDatabaseUrl, IsSecret: true),
        Setting.Whole("DATABASE_POOL_SIZE", "Database:PoolSize", 1, 1000),
        Setting.Whole("DATABASE_MAX_OVERFLOW", "Database:MaxOverflow", 0, 1000),
        Setting.Flag("DATABASE_ECHO", "Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command") with { Read = ReadEcho },
        Setting.Text("DEFAULT_PROVIDER", "Models:DefaultProvider"),
        Setting.Text("FALLBACK_PROVIDERS", "Fallback:Chain"),
        Setting.Seconds("LLM_TIMEOUT", "Timeouts:Total", 1, 3600),
        Setting.HttpUrl("OIDC_AUTHORITY", "Oidc:Authority"),
        Setting.Text("OIDC_CLIENT_ID", "Oidc:ClientId"),
        Setting.Secret("OIDC_CLIENT_SECRET", "Oidc:ClientSecret"),
        Setting.Text("OIDC_SCOPES", "Oidc:Scopes"),
        Setting.Text("OIDC_NAME", "Oidc:Name"),
        Setting.Text("OIDC_ROLE_CLAIM", "Oidc:RoleClaim"),
        Setting.Text("OIDC_ROLES", "Oidc:Roles"),
        Setting.Text("OIDC_GROUP_CLAIM", "Oidc:GroupClaim"),
        Setting.Secret("OPENAI_API_KEY", "Providers:OpenAI:ApiKey"),
        Setting.HttpUrl("OPENAI_BASE_URL", "Providers:OpenAI:BaseUrl"),
        Setting.Text("OPENAI_MODEL", "Providers:OpenAI:Model"),
        Setting.HttpUrl("AZURE_OPENAI_ENDPOINT", "Providers:Azure:Endpoint"),
        Setting.Secret("AZURE_OPENAI_API_KEY", "Providers:Azure:ApiKey"),
        Setting.Text("AZURE_OPENAI_DEPLOYMENT", "Providers:Azure:Deployment"),
        Setting.Secret("ANTHROPIC_API_KEY", "Providers:Anthropic:ApiKey"),
        Setting.HttpUrl("ANTHROPIC_BASE_URL", "Providers:Anthropic:BaseUrl"),
        Setting.Text("ANTHROPIC_MODEL", "Providers:Anthropic:Model"),
        Setting.HttpUrl("OLLAMA_BASE_URL", "Providers:Ollama:BaseUrl"),
        Setting.Text("OLLAMA_MODEL", "Providers:Ollama:Model"),
        Setting.OneOf("VECTOR_STORE", "VectorStores:Store", "embedded", "pgvector", "qdrant", "pinecone"),
        Setting.OneOf("KEYWORD_INDEX", "Knowledge:Keywords:Index", "embedded", "postgres"),
        Setting.HttpUrl("QDRANT_URL", "VectorStores:Qdrant:Url"),
        Setting.Secret("QDRANT_API_KEY", "VectorStores:Qdrant:ApiKey"),
        Setting.Secret("PINECONE_API_KEY", "VectorStores:Pinecone:ApiKey"),
        Setting.Text("PINECONE_HOST", "VectorStores:Pinecone:Host"),
        Setting.Text("PINECONE_INDEX", "VectorStores:Pinecone:Index"),
        Setting.Seconds("CACHE_TTL", "Caches:Ttl", 1, 30 * 24 * 3600),
        Setting.Flag("SEMANTIC_CACHE_ENABLED", "Caches:Semantic:Enabled"),
        Setting.Share("SEMANTIC_CACHE_THRESHOLD", "Caches:Semantic:Threshold"),
        Setting.Text("KNOWLEDGE_FOLDERS", "Knowledge:Ingestion:Folders"),
        new("CLAMD_URL", "Antivirus:Clamd:Url", ClamdAddress.Accepts, text => ClamdAddress.TryParse(text, out _) ? text : null),
        Setting.Text("KNOWLEDGE_MODEL", "Knowledge:Model:Name"),
        Setting.Text("EMBEDDING_PROVIDER", "Knowledge:Embedding:Provider"),
        Setting.Text("EMBEDDING_MODEL", "Knowledge:Embedding:Model"),
        Setting.Flag("PROMETHEUS_ENABLED", "Metrics:Enabled"),
        Setting.Secret("METRICS_TOKEN", "Metrics:Token", minLength: 16),
    ];

    /// <summary>Names of the public contract that this version does not act on yet. Setting one is said at the start, not passed over.</summary>
    public static IReadOnlyList<string> NotYet { get; } =
    [
        "CONVERSATION_CACHE_TTL", "QUEUE_URL",
        "GUARDRAILS_MODE", "RETENTION_DAYS", "SENTRY_DSN", "BRAVE_API_KEY", "SEARXNG_URL",
    ];

    private static string? ReadLogLevel(string text) => text.ToLowerInvariant() switch
    {
        "debug" => "Debug",
        "info" => "Information",
        "warning" => "Warning",
        "error" => "Error",
        _ => null,
    };

    private static string? ReadEcho(string text) => Setting.Flag("", "").Read(text) switch
    {
        "true" => "Information",
        "false" => "Warning",
        _ => null,
    };

    private static string? ReadHost(string text) =>
        text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "localhost" : IPAddress.TryParse(text.Trim('[', ']'), out var address) ? address.ToString() : null;

    private static string? ReadOrigins(string text) =>
        text == "*" ? text : ReadList(text, part => Setting.ReadOrigin(part));

    private static string? ReadProxies(string text) => ReadList(text, part =>
        IPAddress.TryParse(part, out var address) ? address.ToString() : IPNetwork.TryParse(part, out var network) ? network.ToString() : null);

    private static string? ReadList(string text, Func<string, string?> read)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(read).ToArray();
        return parts.Length > 0 && parts.All(part => part is not null) ? string.Join(',', parts) : null;
    }

    private static string? ReadDatabaseUrl(string text)
    {
        if (text.StartsWith("sqlite:///", StringComparison.Ordinal))
        {
            return text.Length > "sqlite:///".Length ? text : null;
        }

        try
        {
            PostgresUrl.Parse(text);
            return text;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
