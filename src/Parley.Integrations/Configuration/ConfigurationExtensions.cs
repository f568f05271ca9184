using DotNetEnv;
using DotNetEnv.Extensions;
using Microsoft.Extensions.Configuration;
using Parley.Errors;

namespace Parley.Integrations.Configuration;

public static class ConfigurationExtensions
{
    /// <summary>
    /// Adds the public settings: the environment, then <c>.env</c> in the working directory for what the environment does
    /// not set. They win over <c>appsettings.json</c>.
    /// </summary>
    /// <returns>Names that are set but that this version does not act on.</returns>
    /// <exception cref="StartupException">A value is wrong.</exception>
    public static IReadOnlyList<string> AddParleySettings(this IConfigurationBuilder configuration, string directory)
    {
        var file = ReadEnvFile(Path.Combine(directory, ".env"));
        string? Find(string name) => Environment.GetEnvironmentVariable(name) ?? file.GetValueOrDefault(name);
        configuration.AddInMemoryCollection(SettingsReader.Read(Find));
        return [.. Settings.NotYet.Where(name => !string.IsNullOrEmpty(Find(name)))];
    }

    private static Dictionary<string, string> ReadEnvFile(string path)
    {
        try
        {
            return File.Exists(path)
                ? Env.LoadContents(File.ReadAllText(path), LoadOptions.NoEnvVars()).ToDotEnvDictionary()
                : [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new StartupException($"Parley cannot start, because {path} cannot be read: {e.Message} Each line must be NAME=value or a # comment.", e);
        }
    }
}
