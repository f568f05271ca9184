using System.Globalization;
using Parley.Data;

namespace Parley.Integrations.Databases;

/// <summary>Reads the schema scripts built into this assembly: <c>Databases/{database}/Migrations/0001_name.sql</c>.</summary>
internal static class EmbeddedScripts
{
    public static IReadOnlyList<SchemaScript> Of(string database)
    {
        var assembly = typeof(EmbeddedScripts).Assembly;
        var prefix = $"{typeof(EmbeddedScripts).Namespace}.{database}.Migrations.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly.GetManifestResourceStream(name)!, name[prefix.Length..^".sql".Length]))];
    }

    private static SchemaScript Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        var separator = name.IndexOf('_', StringComparison.Ordinal);
        return new(int.Parse(name[..separator], CultureInfo.InvariantCulture), name[(separator + 1)..], reader.ReadToEnd());
    }
}
