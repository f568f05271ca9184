using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Accounts;

/// <summary>What came back of a call.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)
{
    public string? Code => Text("code");

    public string Text(string name) => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>The fields that were wrong.</summary>
    public IEnumerable<string> WrongFields => Body.GetProperty("errors").EnumerateObject().Select(wrong => wrong.Name).Order();

    public TimeSpan? RetryAfter => Response.Headers.RetryAfter?.Delta;
}

internal static class ApiCalls
{
    public static async Task<ApiAnswer> CallAsync(this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, response);
    }

    public static Task<ApiAnswer> FetchAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) => client.CallAsync(HttpMethod.Get, path, null, headers);

    public static Task<ApiAnswer> PostAsync(this HttpClient client, string path, object body, params (string Name, string Value)[] headers) => client.CallAsync(HttpMethod.Post, path, body, headers);

    public static Task<ApiAnswer> PatchAsync(this HttpClient client, string path, object body) => client.CallAsync(HttpMethod.Patch, path, body);

    public static Task<ApiAnswer> TrySignInAsync(this AccountsServer server, string email, string password, params (string Name, string Value)[] headers) =>
        server.Anonymous.PostAsync("auth/sign-in", new { email, password }, headers);

    /// <summary>What stands behind # in a link.</summary>
    public static string TokenOf(string url) => new Uri(url).Fragment.TrimStart('#');
}
