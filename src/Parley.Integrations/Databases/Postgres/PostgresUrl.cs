using System.Web;
using Npgsql;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>Reads <c>postgresql://user:password@host:port/database?sslmode=require</c>.</summary>
internal static class PostgresUrl
{
    /// <exception cref="FormatException">It is not such an address; the message never repeats it, because it holds a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql")
            || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
        {
            throw new FormatException("It is not of the form postgresql://user:password@host:port/database.");
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        var query = HttpUtility.ParseQueryString(uri.Query);
        foreach (var key in query.AllKeys.OfType<string>())
        {
            Set(builder, key, query[key]!);
        }

        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string key, string value)
    {
        try
        {
            // Its own tools write verify-full where Npgsql writes VerifyFull.
            builder[key.ToLowerInvariant() switch { "sslmode" => "SSL Mode", "connect_timeout" => "Timeout", _ => key }] =
                key.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new FormatException($"PostgreSQL has no connection setting {key}={value}.", e);
        }
    }
}
