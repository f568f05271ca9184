using Parley.Errors;

namespace Parley.Integrations.Configuration;

/// <summary>Turns flat names into the keys of .NET's configuration, and collects everything that is wrong before it complains.</summary>
internal static class SettingsReader
{
    private const int MaxSecretFileLength = 64 * 1024;

    /// <param name="find">The value of a name in the environment or the <c>.env</c> file; null when it is not set.</param>
    /// <exception cref="StartupException">At least one value is wrong; the message names each.</exception>
    public static Dictionary<string, string?> Read(Func<string, string?> find)
    {
        var values = new Dictionary<string, string?>();
        var problems = new List<string>();
        foreach (var setting in Settings.All)
        {
            // An empty value is how a shell or a compose file says "not set".
            var text = Find(setting, find, problems)?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            if (setting.Read(text) is { } value)
            {
                values[setting.Key] = value;
            }
            else
            {
                problems.Add($"{setting.Name}: {(setting.IsSecret ? "the value is not acceptable" : $"'{text}' is not acceptable")}. It must be {setting.Accepts}.");
            }
        }

        CheckTogether(values, problems);
        return problems.Count == 0 ? values : throw new StartupException(
            $"Parley cannot start, because {(problems.Count == 1 ? "a setting is" : $"{problems.Count} settings are")} wrong.\n  "
            + string.Join("\n  ", problems));
    }

    private static string? Find(Setting setting, Func<string, string?> find, List<string> problems)
    {
        if (!setting.IsSecret || find(setting.Name + "_FILE") is not { Length: > 0 } path)
        {
            return find(setting.Name);
        }

        try
        {
            if (new FileInfo(path).Length > MaxSecretFileLength)
            {
                problems.Add($"{setting.Name}_FILE: the file '{path}' is larger than {MaxSecretFileLength / 1024} KiB.");
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{setting.Name}_FILE: the file '{path}' cannot be read. {e.Message}");
            return null;
        }
    }

    private static void CheckTogether(Dictionary<string, string?> values, List<string> problems)
    {
        if (values.GetValueOrDefault("Server:Environment") is "production" && values.GetValueOrDefault("Server:Debug") is "true")
        {
            problems.Add("APP_DEBUG: 'true' is not allowed with APP_ENV=production, because details of errors would be shown to everybody.");
        }

        // An address alone is right: the key may be stored instead.
        if (values.ContainsKey("Providers:Azure:ApiKey") && !values.ContainsKey("Providers:Azure:Endpoint"))
        {
            problems.Add("AZURE_OPENAI_API_KEY: it is set without AZURE_OPENAI_ENDPOINT. Set both, or neither.");
        }
    }
}
