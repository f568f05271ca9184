using System.Collections;
using System.Globalization;

namespace FakeLlm;

/// <summary>Process-wide defaults: command line (--name value) over environment (FAKELLM_NAME) over built in.</summary>
public sealed record FakeLlmOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; } = 9100;

    /// <summary>A second port that speaks HTTP/2 without TLS; 0 for none.</summary>
    public int H2Port { get; init; }

    public int Tokens { get; init; } = 20;

    public int FirstMs { get; init; }

    public int GapMs { get; init; }

    /// <summary>How many of the last requests are kept.</summary>
    public int Record { get; init; }

    public int EmbedDims { get; init; } = 256;

    /// <summary>Demanded of every request when set.</summary>
    public string? ApiKey { get; init; }

    /// <summary>In a test: what to answer, by the model's name and the last user message; null leaves it to the model's name.</summary>
    public Func<string, string?, string?>? Says { get; init; }

    public static FakeLlmOptions Parse(string[] args)
    {
        var given = FromEnvironment();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new ArgumentException($"unexpected argument '{args[i]}'");
            }

            var name = args[i][2..];
            var equals = name.IndexOf('=');
            if (equals >= 0)
            {
                given[name[..equals]] = name[(equals + 1)..];
            }
            else
            {
                given[name] = i + 1 < args.Length ? args[++i] : throw new ArgumentException($"--{name} needs a value");
            }
        }

        var defaults = new FakeLlmOptions();
        return new FakeLlmOptions
        {
            Port = Int("port", defaults.Port),
            H2Port = Int("h2-port", defaults.H2Port),
            Tokens = Int("tokens", defaults.Tokens),
            FirstMs = Int("first-ms", defaults.FirstMs),
            GapMs = Int("gap-ms", defaults.GapMs),
            Record = Int("record", defaults.Record),
            EmbedDims = Int("embed-dims", defaults.EmbedDims),
            ApiKey = given.GetValueOrDefault("api-key"),
        };

        int Int(string name, int fallback) =>
            given.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : fallback;
    }

    private static Dictionary<string, string> FromEnvironment()
    {
        const string Prefix = "FAKELLM_";
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                given[name[Prefix.Length..].Replace('_', '-')] = variable.Value?.ToString() ?? "";
            }
        }

        return given;
    }
}
