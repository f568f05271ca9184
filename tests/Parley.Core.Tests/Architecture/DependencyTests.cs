using System.Text.RegularExpressions;
using Parley.Testing;

namespace Parley.Core.Tests.Architecture;

/// <summary>
/// Which room may know which. Read from the sources rather than from compiled types, so that a mere using counts too.
/// </summary>
public sealed partial class DependencyTests
{
    /// <summary>Serve all and know none but each other.</summary>
    private static readonly string[] Foundations = ["Errors", "Identity", "Telemetry", "Data", "Secrets", "Unicode"];

    /// <summary>What each feature of Core may know besides the foundations and itself.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Errors"] = [],
        ["Identity"] = [],
        ["Data"] = [],
        ["Telemetry"] = [],
        ["Secrets"] = [],
        ["Unicode"] = [],
        ["Audit"] = [],
        ["Accounts"] = ["Audit"],
        ["Models"] = [],
        ["Tools"] = [],
        ["Usage"] = [],
        ["Operations"] = [],
        ["Limits"] = [],
        ["Pipeline"] = ["Knowledge", "Limits", "Models", "Operations", "Tools", "Usage"],
        ["Structured"] = ["Models", "Pipeline"],
        ["Personas"] = [],
        ["Fetching"] = [],
        ["Jobs"] = [],
        ["Knowledge"] = ["Audit", "Fetching", "Jobs", "Models"],
        ["Chat"] = ["Knowledge", "Models", "Personas", "Pipeline", "Tools"],
    };

    [Fact]
    public void Core_EveryFolder_KnowsOnlyWhatItMay()
    {
        var core = Path.Combine(Repository.Root, "src", "Parley.Core");
        var rooms = Directory.GetDirectories(core).Select(path => Path.GetFileName(path)!).Where(room => room is not ("bin" or "obj"));

        Assert.Equal(Allowed.Keys.Order(), rooms.Order());
        Assert.Empty(Allowed.SelectMany(room => Uses(Path.Combine(core, room.Key), "Parley")
            .Where(use => use.Room != room.Key && !Foundations.Contains(use.Room) && !room.Value.Contains(use.Room))
            .Select(use => $"{use.File} may not use {use.Room}")));
    }

    [Fact]
    public void Foundations_KnowNoFeature() => Assert.DoesNotContain(
        Foundations.SelectMany(room => Uses(Path.Combine(Repository.Root, "src", "Parley.Core", room), "Parley")),
        use => !Foundations.Contains(use.Room));

    [Theory]
    [InlineData("Parley.Core", "Microsoft.AspNetCore", "Npgsql", "Microsoft.Data.Sqlite", "Anthropic", "OpenAI", "Parley.Integrations", "Parley.Server", "Parley.Cli")]
    [InlineData("Parley.Integrations", "Microsoft.AspNetCore", "Parley.Server", "Parley.Cli")]
    [InlineData("Parley.Server", "Parley.Cli", "Npgsql", "Microsoft.Data.Sqlite")]
    [InlineData("Parley.Cli", "Parley.Server", "Microsoft.AspNetCore", "Npgsql", "Microsoft.Data.Sqlite")]
    public void Project_KnowsNoForbiddenNamespace(string project, params string[] forbidden)
    {
        var uses = Sources(Path.Combine(Repository.Root, "src", project))
            .SelectMany(file => Usings().Matches(File.ReadAllText(file)).Select(match => (File: file, Name: match.Groups[1].Value)));

        Assert.DoesNotContain(uses, use => forbidden.Any(name => use.Name == name || use.Name.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sources_NoFileIsLongerThanTheLimit() => Assert.DoesNotContain(
        new[] { "src", "tests", "bench" }.SelectMany(folder => Sources(Path.Combine(Repository.Root, folder))),
        file => File.ReadLines(file).Count() > 400);

    private static IEnumerable<(string File, string Room)> Uses(string folder, string root) =>
        from file in Sources(folder)
        from Match match in Usings().Matches(File.ReadAllText(file))
        let name = match.Groups[1].Value.Split('.')
        where name[0] == root && name.Length > 1
        select (file, name[1]);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?([A-Za-z_][\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
