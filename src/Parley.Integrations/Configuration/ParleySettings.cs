using DotNetEnv;
using DotNetEnv.Extensions;
using Parley.Errors;

namespace Parley.Integrations.Configuration;

/// <summary>The public settings as a process finds them.</summary>
/// <param name="Values">Keys and values for .NET's configuration. They win over <c>appsettings.json</c>.</param>
/// <param name="Unused">Names that are set but that this version does not act on.</param>
public sealed record ParleySettings(Dictionary<string, string?> Values, IReadOnlyList<string> Unused)
{
    /// <summary>The names of what is set, without the values.</summary>
    public IEnumerable<string> Names => Settings.All.Where(setting => Values.ContainsKey(setting.Key)).Select(setting => setting.Name);

    /// <summary>Reads the environment, and <c>.env</c> in the directory for what the environment does not set.</summary>
    /// <exception cref="StartupException">A value is wrong; the message names every one.</exception>
    public static ParleySettings Load(string directory)
    {
        var file = ReadEnvFile(Path.Combine(directory, ".env"));
        string? Find(string name) => Environment.GetEnvironmentVariable(name) ?? file.GetValueOrDefault(name);
        return new(SettingsReader.Read(Find), [.. Settings.NotYet.Where(name => !string.IsNullOrEmpty(Find(name)))]);
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
