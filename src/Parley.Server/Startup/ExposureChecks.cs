using System.Net;
using Microsoft.Extensions.Options;
using Parley.Accounts.Tokens;
using Parley.Errors;
using Parley.Secrets;
using Parley.Server.Telemetry;

namespace Parley.Server.Startup;

/// <summary>What must not meet a network, so that the server refuses to start with it.</summary>
internal static class ExposureChecks
{
    /// <exception cref="StartupException">The message names every setting that is wrong.</exception>
    public static void Run(IServiceProvider services)
    {
        var problems = Problems(
            services.GetRequiredService<IOptions<ServerOptions>>().Value, services.GetRequiredService<IOptions<SecretOptions>>().Value,
            services.GetRequiredService<IOptions<MetricsOptions>>().Value, services.GetRequiredService<IOptions<TokenOptions>>().Value).ToList();
        if (services.GetRequiredService<IConfiguration>().GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            problems.Add("Kestrel__Endpoints: Parley listens only where APP_HOST and APP_PORT say, so that its other settings can be held against it. Use those, and TLS_CERT_FILE.");
        }

        if (problems.Count > 0)
        {
            throw new StartupException($"Parley cannot start, because it would not be safe.\n  {string.Join("\n  ", problems)}");
        }
    }

    internal static IEnumerable<string> Problems(ServerOptions server, SecretOptions secrets, MetricsOptions metrics, TokenOptions tokens)
    {
        if (server.Host != "localhost" && !IPAddress.TryParse(server.Host, out _))
        {
            yield return $"APP_HOST: '{server.Host}' is not acceptable. It must be localhost, an IP address, or 0.0.0.0 or :: for every address of this machine.";
        }
        else if (!server.IsLoopback && server.IsSingleUser)
        {
            yield return $"AUTH_MODE: with APP_HOST={server.Host} others can reach Parley, and in single-user mode nobody would have to sign in. Set AUTH_MODE=accounts, or leave APP_HOST out.";
        }

        if (server.IsSingleUser && server.TrustedProxies is { Length: > 0 })
        {
            yield return "AUTH_MODE: with TRUSTED_PROXIES others reach Parley through a proxy, and in single-user mode nobody would have to sign in. Set AUTH_MODE=accounts.";
        }

        if (server.IsSingleUser && Uri.TryCreate(server.PublicUrl, UriKind.Absolute, out var url) && !url.IsLoopback)
        {
            yield return "AUTH_MODE: with APP_PUBLIC_URL others are meant to reach Parley, and in single-user mode nobody would have to sign in. Set AUTH_MODE=accounts.";
        }

        if ((server.CorsOrigins ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("*") && (server.IsProduction || server.IsSingleUser))
        {
            yield return server.IsProduction
                ? "CORS_ORIGINS: '*' is not allowed with APP_ENV=production. Name the origins whose pages may use the API."
                : "CORS_ORIGINS: '*' is not allowed in single-user mode, because any page that you open could then read everything. Name the origins, or set AUTH_MODE=accounts.";
        }

        if (server.IsProduction && server.Debug)
        {
            yield return "APP_DEBUG: 'true' is not allowed with APP_ENV=production, because details of errors would be shown to everybody.";
        }

        if (server.IsProduction && SecretStrength.Problem(secrets.Key) is { } problem)
        {
            yield return $"APP_SECRET_KEY: it {problem}, which APP_ENV=production does not allow. Make one by chance: openssl rand -base64 48";
        }

        if (server.IsProduction && tokens.Algorithm is "HS256" && SecretStrength.Problem(tokens.Secret) is { } weakness)
        {
            yield return $"JWT_SECRET: it {weakness}, which APP_ENV=production does not allow: whoever guesses it is anybody. Make one by chance (openssl rand -base64 48), or leave JWT_ALGORITHM at RS256.";
        }

        if (server.IsProduction && metrics is { Enabled: true, Token: null } && !server.IsLoopback)
        {
            yield return "METRICS_TOKEN: it is not set, and with APP_ENV=production beyond this machine /metrics must ask for it. Set it (openssl rand -hex 24), or PROMETHEUS_ENABLED=false.";
        }

        if (server.Tls.CertificateFile is null != server.Tls.KeyFile is null)
        {
            yield return "TLS_CERT_FILE and TLS_KEY_FILE: one is set without the other. Set both, or neither.";
        }
    }
}
