using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Parley.Server.Tests.Auditing;

/// <summary>A route that changes something, what it needs to be there first, and how it is called.</summary>
internal sealed record AuditedRoute(string Action, HttpMethod Method, string Path, string? Body = null, string? Makes = null, string? With = null)
{
    private const string Persona = """{ "display_name": "A", "prompt": { "role": "R" }, "id": "$id" }""";
    private const string PersonaChange = """{ "version": 1, "display_name": "B", "prompt": { "text": "All" } }""";
    private const string Template = """{ "display_name": "A", "body": "Hi", "id": "$id" }""";
    private const string TemplateChange = """{ "version": 1, "display_name": "B", "body": "All" }""";

    private string _id = "";
    private string _made = "";

    public static IReadOnlyList<AuditedRoute> All { get; } =
    [
        new("budget.create", HttpMethod.Post, "budgets", """{ "scope": "feature", "subject": "$id", "period": "month", "limit": 50 }"""),
        new("budget.change", HttpMethod.Patch, "budgets/$made", """{ "limit": 75 }""", "budgets", """{ "scope": "feature", "subject": "$id", "period": "day", "limit": 50 }"""),
        new("budget.delete", HttpMethod.Delete, "budgets/$made", null, "budgets", """{ "scope": "feature", "subject": "$id", "period": "day", "limit": 50 }"""),
        new("degradation.set", HttpMethod.Put, "admin/degradation", """{ "level": "degraded" }"""),
        new("conversation.delete", HttpMethod.Delete, "conversations/$made", null, "conversations", """{ "title": "T" }"""),
        new("persona.create", HttpMethod.Post, "personas", Persona),
        new("persona.change", HttpMethod.Put, "personas/$made", PersonaChange, "personas", Persona),
        new("persona.restore", HttpMethod.Post, "personas/$made/versions/1/restore", null, "personas", Persona),
        new("persona.delete", HttpMethod.Delete, "personas/$made", null, "personas", Persona),
        new("template.create", HttpMethod.Post, "templates", Template),
        new("template.change", HttpMethod.Put, "templates/$made", TemplateChange, "templates", Template),
        new("template.restore", HttpMethod.Post, "templates/$made/versions/1/restore", null, "templates", Template),
        new("template.delete", HttpMethod.Delete, "templates/$made", null, "templates", Template),
        new("provider_key.set", HttpMethod.Put, "admin/providers/openai/key", """{ "key": "sk-0123456789abcdef" }"""),
        new("provider_key.remove", HttpMethod.Delete, "admin/providers/anthropic/key", null, "admin/providers/anthropic/key", """{ "key": "sk-0123456789abcdef" }"""),
        new("audit.export", HttpMethod.Get, "audit/export"),
    ];

    /// <summary>Makes what the route works on.</summary>
    public async Task PrepareAsync(HttpClient client, int number)
    {
        _id = $"n{number}";
        if (Makes is null)
        {
            return;
        }

        using var made = await SendAsync(client, Makes.EndsWith("/key", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, Makes, With);
        made.EnsureSuccessStatusCode();
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        _made = answer.TryGetProperty("id", out var id) ? id.GetString()! : "";
    }

    public Task<HttpResponseMessage> CallAsync(HttpClient client) => SendAsync(client, Method, Path, Body);

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path.Replace("$made", _made, StringComparison.Ordinal));
        request.Headers.UserAgent.ParseAdd("audit-test/1.0");
        if (body is not null)
        {
            request.Content = new StringContent(body.Replace("$id", _id, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
