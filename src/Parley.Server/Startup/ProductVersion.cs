using System.Diagnostics;
using System.Reflection;

namespace Parley.Server.Startup;

/// <summary>What runs, and since when.</summary>
internal static class ProductVersion
{
    private static readonly long Started = Stopwatch.GetTimestamp();

    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static TimeSpan Uptime => Stopwatch.GetElapsedTime(Started);
}
