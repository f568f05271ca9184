using System.Reflection;
using System.Text.RegularExpressions;
using Parley.Audit;
using Parley.Testing;

namespace Parley.Core.Tests.Audit;

/// <summary>What the documentation says is recorded is what the code records.</summary>
public sealed partial class AuditActionsTests
{
    [Fact]
    public void Documentation_ListsExactlyTheActionsThereAre()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "concepts", "audit.md"))
            .SelectMany(line => Row().Match(line) is { Success: true } row ? Name().Matches(row.Groups[1].Value).Select(name => name.Groups[1].Value) : []);
        var constants = typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);
        var literals = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        Assert.Equal(constants.Concat(literals).Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| (`[a-z_]+\.[a-z_]+`(?:, `[a-z_]+\.[a-z_]+`)*) \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"new AuditEntry\(\s*""([a-z_]+\.[a-z_]+)""")]
    private static partial Regex Literal();
}
