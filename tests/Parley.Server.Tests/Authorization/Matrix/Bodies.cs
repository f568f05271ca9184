using System.Net.Http.Json;
using System.Text.Json;
using Parley.Server.Tests.Accounts;
using Parley.Server.Tests.Knowledge;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>A body that each route accepts: the example of its description, so that a refusal is never one of a wrong body.</summary>
internal sealed class Bodies(Dictionary<string, string> examples)
{
    // What OpenAI describes, we do not.
    private static readonly Dictionary<string, string> Undescribed = new()
    {
        ["POST /v1/chat/completions"] = """{ "model": "scripted/script-1", "messages": [{ "role": "user", "content": "Hello" }] }""",
        ["POST /v1/embeddings"] = """{ "model": "use-lite-en", "input": "Hello" }""",
    };

    private const string Form = "multipart/form-data";

    public static async Task<Bodies> ReadAsync(AccountsServer server)
    {
        var document = await server.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var examples = new Dictionary<string, string>(Undescribed);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var name = $"{operation.Name.ToUpperInvariant()} {path.Name}";
                var content = operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().First();
                examples[name] = content.Name is Form ? Form : content.Value.TryGetProperty("example", out var example)
                    ? example.GetRawText()
                    : throw new InvalidOperationException($"{name} takes a body and shows none in its description.");
            }
        }

        return new(examples);
    }

    public HttpContent? For(Route route) => !examples.TryGetValue(route.ToString(), out var json) ? null
        : json is Form ? KnowledgeCalls.Form(("note.txt", "A note."))
        : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
}
