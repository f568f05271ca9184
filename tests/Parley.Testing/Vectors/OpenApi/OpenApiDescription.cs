using System.Diagnostics;
using System.Text.Json;

namespace Parley.Testing.Vectors.OpenApi;

/// <summary>A service's published description of its own API, which its double in tests holds itself and its callers to.</summary>
public sealed class OpenApiDescription
{
    private readonly JsonElement _root;

    private OpenApiDescription(JsonElement root) => _root = root;

    /// <summary>Where the descriptions are, which are not part of the checkout; null where they are not.</summary>
    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("PARLEY_OPENAPI_DATA"), Path.Combine(Repository.Root, "..", "shared", "data", "openapi") }
        .FirstOrDefault(Directory.Exists);

    /// <summary>Null when it is not there.</summary>
    public static async Task<OpenApiDescription?> FindAsync(string file)
    {
        if (Folder is null || Path.Combine(Folder, file) is not { } path || !File.Exists(path))
        {
            return null;
        }

        return Read(path.EndsWith(".json", StringComparison.Ordinal) ? await File.ReadAllTextAsync(path) : await ConvertAsync(path));
    }

    public static OpenApiDescription Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone());
    }

    /// <summary>What is wrong with a request; empty when nothing is.</summary>
    public IReadOnlyList<string> CheckRequest(string method, string path, IReadOnlyCollection<string> query, IReadOnlyCollection<string> headers, JsonElement? body)
    {
        if (Find(method, path) is not { } operation)
        {
            return [$"there is no {method} {path}"];
        }

        var problems = new List<string>();
        var parameters = operation.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray().ToList() : [];
        foreach (var (place, given) in new[] { ("query", query), ("header", headers) })
        {
            var known = parameters.Where(parameter => parameter.GetProperty("in").GetString() == place).ToList();
            problems.AddRange(known.Where(IsRequired).Select(NameOf).Where(name => !given.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => $"the {place} lacks {name}"));
            if (place is "query")
            {
                problems.AddRange(given.Where(name => !known.Select(NameOf).Contains(name)).Select(name => $"the query has the unknown {name}"));
            }
        }

        if (operation.TryGetProperty("requestBody", out var expected) && body is { } value)
        {
            problems.AddRange(new OpenApiSchema(_root, isStrict: true).Check(Json(expected), value));
        }
        else if (body is not null || (expected.ValueKind is JsonValueKind.Object && IsRequired(expected)))
        {
            problems.Add(body is null ? "the body is missing" : "there must be no body");
        }

        return problems;
    }

    /// <summary>What is wrong with an answer; empty when nothing is.</summary>
    public IReadOnlyList<string> CheckAnswer(string method, string path, int status, JsonElement body)
    {
        var answers = Find(method, path)!.Value.GetProperty("responses");
        foreach (var name in new[] { $"{status}", $"{status / 100}XX", "default" })
        {
            if (answers.TryGetProperty(name, out var answer))
            {
                return answer.TryGetProperty("content", out _) ? new OpenApiSchema(_root, isStrict: false).Check(Json(answer), body) : [];
            }
        }

        return [$"{method} {path} has no answer {status}"];
    }

    private static JsonElement Json(JsonElement content) => content.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static bool IsRequired(JsonElement element) => element.TryGetProperty("required", out var required) && required.ValueKind is JsonValueKind.True;

    private static string NameOf(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    // The one with the fewest parameters in its path is meant.
    private JsonElement? Find(string method, string path)
    {
        var steps = path.Split('/');
        return _root.GetProperty("paths").EnumerateObject()
            .Where(candidate => Matches(candidate.Name.Split('/'), steps))
            .OrderBy(candidate => candidate.Name.Count(c => c == '{'))
            .Select(candidate => candidate.Value.TryGetProperty(method.ToLowerInvariant(), out var operation) ? operation : (JsonElement?)null)
            .FirstOrDefault(operation => operation is not null);
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    private static async Task<string> ConvertAsync(string path)
    {
        var folder = NodeFolder.Find();
        await NodeFolder.EnsureInstalledAsync(folder);
        using var node = Process.Start(new ProcessStartInfo("node", ["yaml-to-json.mjs", Path.GetFullPath(path)]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var json = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? json : throw new InvalidOperationException($"{path} could not be read.");
    }
}
