using Parley.Errors;
using Parley.Integrations.Configuration;
using Parley.Testing;
using Xunit;

namespace Parley.Integrations.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_NothingSet_IsEmpty() => Assert.Empty(SettingsReader.Read(_ => null));

    [Theory]
    [InlineData("APP_PORT", "8080", "Server:Port", "8080")]
    [InlineData("APP_PORT", " 8080\n", "Server:Port", "8080")]
    [InlineData("APP_LOG_LEVEL", "INFO", "Logging:LogLevel:Default", "Information")]
    [InlineData("LLM_TIMEOUT", "90", "Timeouts:Total", "00:01:30")]
    [InlineData("DATABASE_ECHO", "true", "Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information")]
    [InlineData("OPENAI_BASE_URL", "http://localhost:8080/v1", "Providers:OpenAI:BaseUrl", "http://localhost:8080/v1")]
    [InlineData("DATABASE_URL", "sqlite:////var/lib/parley.db", "Database:Url", "sqlite:////var/lib/parley.db")]
    [InlineData("SEMANTIC_CACHE_THRESHOLD", "0.95", "Caches:Semantic:Threshold", "0.95")]
    [InlineData("CACHE_TTL", "60", "Caches:Ttl", "00:01:00")]
    public void Read_GoodValue_FillsTheOption(string name, string text, string key, string value) =>
        Assert.Equal(value, Read((name, text))[key]);

    [Theory]
    [InlineData("APP_PORT", "0")]
    [InlineData("APP_PORT", "65536")]
    [InlineData("APP_PORT", "80.5")]
    [InlineData("APP_ENV", "prod")]
    [InlineData("APP_DEBUG", "maybe")]
    [InlineData("LLM_TIMEOUT", "1m")]
    [InlineData("SEMANTIC_CACHE_THRESHOLD", "1.1")]
    [InlineData("SEMANTIC_CACHE_THRESHOLD", "NaN")]
    [InlineData("AUTH_MODE", "everybody")]
    [InlineData("OPENAI_BASE_URL", "localhost:8080")]
    [InlineData("DATABASE_URL", "postgresql://")]
    [InlineData("DATABASE_URL", "sqlite:///")]
    public void Read_BadValue_NamesIt(string name, string text) =>
        Assert.Contains(name + ":", Assert.Throws<StartupException>(() => Read((name, text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_BadSecret_IsNamedButNotShown()
    {
        var error = Assert.Throws<StartupException>(() => Read(("DATABASE_URL", "mysql://root:hunter2@db/x")));

        Assert.Contains("DATABASE_URL:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecretFile_TakesItsContent()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "sk-from-file\n");

        Assert.Equal("sk-from-file", Read(("OPENAI_API_KEY_FILE", path))["Providers:OpenAI:ApiKey"]);
        File.Delete(path);
    }

    [Fact]
    public void Read_SecretFileMissing_NamesTheVariableAndThePath()
    {
        var error = Assert.Throws<StartupException>(() => Read(("OPENAI_API_KEY_FILE", "/nowhere/key")));

        Assert.Contains("OPENAI_API_KEY_FILE: the file '/nowhere/key'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DebugInProduction_IsRefused() => Assert.Contains(
        "APP_DEBUG", Assert.Throws<StartupException>(() => Read(("APP_ENV", "production"), ("APP_DEBUG", "true"))).Message, StringComparison.Ordinal);

    [Fact]
    public void EnvExample_ListsExactlyTheSettings()
    {
        var example = Path.Combine(Repository.Root, ".env.example");
        var listed = File.ReadLines(example).Where(line => line.Contains('=', StringComparison.Ordinal) && !line.Contains("_FILE=/", StringComparison.Ordinal))
            .Select(line => line.TrimStart('#', ' ').Split('=')[0]);

        Assert.Equal(Settings.All.Select(setting => setting.Name).Order(), listed.Order());
    }

    private static Dictionary<string, string?> Read(params (string Name, string Value)[] environment)
    {
        var values = environment.ToDictionary(pair => pair.Name, pair => pair.Value);
        return SettingsReader.Read(values.GetValueOrDefault);
    }
}
