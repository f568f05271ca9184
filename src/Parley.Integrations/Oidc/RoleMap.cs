using Parley.Data;
using Parley.Identity;

namespace Parley.Integrations.Oidc;

/// <summary>Which of the provider's values makes which role: <c>parley-admins=admin, staff=member</c>.</summary>
internal sealed class RoleMap
{
    // Whoever answers for the tenant is named in so many words, not by a group that happens to be called so.
    private static readonly Dictionary<string, Role> ByName = new(StringComparer.Ordinal)
    {
        ["admin"] = Role.Admin,
        ["member"] = Role.Member,
        ["viewer"] = Role.Viewer,
    };

    private readonly Dictionary<string, Role> _roles;

    public RoleMap(string? text) => _roles = string.IsNullOrWhiteSpace(text)
        ? ByName
        : Entries(text).Select(Parse).ToDictionary(entry => entry.Value, entry => entry.Role!.Value, StringComparer.Ordinal);

    /// <summary>What is wrong with a text; null for nothing.</summary>
    public static string? Problem(string? text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries(text ?? ""))
        {
            var (value, role) = Parse(entry);
            if (value.Length == 0 || role is null or Role.Service)
            {
                return $"'{entry}' is not a value, = and one of owner, admin, member, viewer.";
            }

            if (!seen.Add(value))
            {
                return $"'{value}' stands there twice.";
            }
        }

        return null;
    }

    /// <returns>The highest role that a value makes; null for none.</returns>
    public Role? Of(IEnumerable<string> values) =>
        values.Select(value => _roles.TryGetValue(value, out var role) ? role : (Role?)null).Where(role => role is not null).Min();

    // Names of a directory have commas in them; then semicolons part the entries.
    private static string[] Entries(string text) =>
        text.Split(text.Contains(';', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // At the last sign: a value may hold one, as the name of a directory's group does.
    private static (string Value, Role? Role) Parse(string entry)
    {
        var at = entry.LastIndexOf('=');
        return at < 0 ? ("", null) : (entry[..at].Trim(), SnakeCaseEnum.TryRead<Role>(entry[(at + 1)..].Trim(), out var role) ? role : null);
    }
}
