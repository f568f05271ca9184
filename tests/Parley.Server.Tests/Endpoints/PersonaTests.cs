using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class PersonaTests : IAsyncDisposable
{
    private readonly TestServer _server = new();

    [Theory]
    [InlineData("personas", """{ "display_name": "My Support!", "prompt": { "role": "You help {{who}}." }, "variables": [{ "name": "who" }] }""", """{ "version": 1, "display_name": "B", "prompt": { "text": "All" } }""")]
    [InlineData("templates", """{ "display_name": "My Support!", "body": "Hi {{who}}", "variables": [{ "name": "who" }] }""", """{ "version": 1, "display_name": "B", "body": "All" }""")]
    public async Task Create_Change_Conflict_Restore_Delete_RoundTrip(string kind, string first, string second)
    {
        var (status, made) = await SendAsync(HttpMethod.Post, kind, first);
        Assert.Equal((HttpStatusCode.Created, "my-support", 1, true), (status, made.GetProperty("id").GetString(), made.GetProperty("version").GetInt32(), made.GetProperty("active").GetBoolean()));
        Assert.True(made.GetProperty("variables")[0].GetProperty("required").GetBoolean());

        var (_, changed) = await SendAsync(HttpMethod.Put, $"{kind}/my-support", second);
        Assert.Equal((2, "B"), (changed.GetProperty("version").GetInt32(), changed.GetProperty("display_name").GetString()));
        var (late, problem) = await SendAsync(HttpMethod.Put, $"{kind}/my-support", second);
        Assert.Equal((HttpStatusCode.Conflict, "CONFLICT"), (late, problem.GetProperty("code").GetString()));

        var (_, restored) = await SendAsync(HttpMethod.Post, $"{kind}/my-support/versions/1/restore", null);
        Assert.Equal((3, 1, "My Support!"), (restored.GetProperty("version").GetInt32(), restored.GetProperty("restored_from").GetInt32(), restored.GetProperty("display_name").GetString()));
        var (_, versions) = await SendAsync(HttpMethod.Get, $"{kind}/my-support/versions", null);
        Assert.Equal([3, 2, 1], versions.GetProperty("data").EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));
        var (_, old) = await SendAsync(HttpMethod.Get, $"{kind}/my-support?version=2", null);
        Assert.Equal(("B", false), (old.GetProperty("display_name").GetString(), old.GetProperty("active").GetBoolean()));

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, kind, first)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"{kind}/my-support", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"{kind}/my-support", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Put, $"{kind}/my-support", second)).Status);
    }

    [Fact]
    public async Task List_BuiltInFirst_WithDefaultsFilledIn()
    {
        await SendAsync(HttpMethod.Post, "personas", """{ "id": "a", "display_name": "A", "prompt": { "role": "R" } }""");

        var (_, all) = await SendAsync(HttpMethod.Get, "personas", null);
        var (_, tail) = await SendAsync(HttpMethod.Get, "personas?limit=2&offset=3", null);

        Assert.Equal(["customer-support", "code-reviewer", "data-analyst", "document-qa", "a"], Ids(all));
        Assert.Equal(["document-qa", "a"], Ids(tail));
        var own = all.GetProperty("data")[4];
        Assert.Equal((true, false, true), (own.GetProperty("allow_model_override").GetBoolean(), own.GetProperty("built_in").GetBoolean(), all.GetProperty("data")[0].GetProperty("built_in").GetBoolean()));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Delete, "personas/document-qa", null)).Status);
    }

    [Theory]
    [InlineData("personas", """{ }""", "display_name,id,prompt.role")]
    [InlineData("personas", """{ "display_name": null, "prompt": null, "variables": [null], "examples": [null] }""", "display_name,examples[0].assistant,examples[0].user,id,prompt.role,variables[0].name")]
    [InlineData("personas", """{ "display_name": "A", "prompt": { "role": "{{x}}" } }""", "prompt.role")]
    [InlineData("personas/preview", """{ "prompt": { "role": "{{x}} {{y}}" }, "variables": [{ "name": "x" }, { "name": "y" }], "values": { "z": 1 } }""", "values.x,values.y,values.z")]
    [InlineData("templates", """{ "display_name": "A", "body": "{{#if x}}" }""", "body")]
    [InlineData("templates/preview", """{ "body": "" }""", "body")]
    [InlineData("personas", """{ "display_name": 1, "prompt": 2 }""", "display_name,prompt")]
    public async Task Post_WrongFields_AreAllNamed(string path, string body, string fields)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields, string.Join(",", problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Preview_CountsTokensExactly()
    {
        var (_, preview) = await SendAsync(HttpMethod.Post, "personas/preview", """
            { "prompt": { "role": "You help {{who}}." }, "variables": [{ "name": "who", "default": "Acme" }],
              "examples": [{ "user": "Hello", "assistant": "Hello" }], "model": "gpt-4o" }
            """);

        // Three for each message, one for its role, and the words.
        Assert.Equal(("You help Acme.", true, 5 + 1 + 1 + (3 * 4)), (preview.GetProperty("text").GetString(), preview.GetProperty("exact").GetBoolean(), preview.GetProperty("tokens").GetInt32()));
        Assert.Equal("Hello", preview.GetProperty("examples")[0].GetProperty("assistant").GetString());
    }

    [Fact]
    public async Task Render_StoredTemplate_FillsIn()
    {
        await SendAsync(HttpMethod.Post, "templates", """{ "id": "sum", "display_name": "S", "body": "In {{n}}: {{#each points}}<{{this}}>{{/each}}", "variables": [{ "name": "n", "default": "3" }, { "name": "points" }] }""");

        var (_, rendered) = await SendAsync(HttpMethod.Post, "templates/sum/render", """{ "values": { "points": ["a", "b"] }, "model": "gpt-4o" }""");
        var (status, _) = await SendAsync(HttpMethod.Post, "templates/sum/render", null);

        Assert.Equal("In 3: <a><b>", rendered.GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Chat_WithPersona_IsRememberedAndShown()
    {
        _server.Model.AlwaysSays = ["Hi"];
        await SendAsync(HttpMethod.Post, "personas", """{ "id": "helper", "display_name": "H", "prompt": { "role": "You help {{who}}." }, "variables": [{ "name": "who" }] }""");

        var (_, answer) = await SendAsync(HttpMethod.Post, "chat", """{ "message": "Hello", "persona": "helper", "persona_variables": { "who": "Ann" } }""");
        var id = answer.GetProperty("conversation_id").GetString();
        var (_, conversation) = await SendAsync(HttpMethod.Get, $"conversations/{id}", null);
        var (_, messages) = await SendAsync(HttpMethod.Get, $"conversations/{id}/messages", null);
        var (status, problem) = await SendAsync(HttpMethod.Post, "chat", """{ "message": "Hello", "persona": "nobody" }""");

        Assert.Equal("You help Ann.", _server.Model.Prompts.First()[0].Text);
        Assert.Equal(("helper@1", "helper", "helper@1"), (answer.GetProperty("persona").GetString(), conversation.GetProperty("persona").GetString(), messages.GetProperty("data")[1].GetProperty("persona").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("persona", out _));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }
}
