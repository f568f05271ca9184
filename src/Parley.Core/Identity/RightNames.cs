using System.Text.Json;

namespace Parley.Identity;

/// <summary>How rights are spelt in the API: <c>use_models</c>.</summary>
public static class RightNames
{
    private static readonly (Rights Right, string Name)[] All =
    [
        .. Enum.GetValues<Rights>().Where(right => right is not Rights.None)
            .Select(right => (right, JsonNamingPolicy.SnakeCaseLower.ConvertName(right.ToString()))),
    ];

    public static IReadOnlyList<string> Of(Rights rights) => [.. All.Where(one => rights.HasFlag(one.Right)).Select(one => one.Name)];

    /// <summary>False when a name is none of a right.</summary>
    public static bool TryRead(IEnumerable<string> names, out Rights rights)
    {
        rights = Rights.None;
        foreach (var name in names)
        {
            var right = Array.Find(All, one => one.Name == name).Right;
            if (right is Rights.None)
            {
                return false;
            }

            rights |= right;
        }

        return true;
    }
}
