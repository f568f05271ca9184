using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Authorization;

/// <summary>What the documentation says of roles is what the code does.</summary>
public sealed class RoleTableTests
{
    [Fact]
    public void Documentation_TableOfRights_IsTheCodes()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs/concepts/authorisation.md"));
        var head = Array.FindIndex(lines, line => line.StartsWith("| right |", StringComparison.Ordinal));
        var roles = Cells(lines[head])[1..].Select(name => Enum.Parse<Role>(name, ignoreCase: true)).ToList();
        var table = lines[(head + 2)..].TakeWhile(line => line.StartsWith('|')).Select(Cells).ToDictionary(cells => cells[0].Trim('`'));

        Assert.Equal(Enum.GetValues<Role>(), roles);
        Assert.Equal(RightNames.Of(RoleRights.All), table.Keys);
        foreach (var (name, cells) in table)
        {
            Assert.True(RightNames.TryRead([name], out var right));
            foreach (var (role, cell) in roles.Zip(cells[1..]))
            {
                var said = RoleRights.Of(role).HasFlag(right) ? "yes" : RoleRights.Of(role, isOperator: true).HasFlag(right) ? "in the operator's tenant" : "";
                Assert.Equal((role, name, said), (role, name, cell));
            }
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
