using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Integrations.Tokens;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>The person whose things others are after: an owner, so that nothing of the tenant is beyond them.</summary>
internal sealed class Victim(AccountsServer server, Tenant tenant, User user) : IDisposable
{
    /// <summary>In everything they write; nobody else may ever read it.</summary>
    public const string Canary = "heliotrope-7731";

    public AccountsServer Server => server;

    public Tenant Tenant => tenant;

    public User User => user;

    public HttpClient Client { get; private set; } = null!;

    public async Task SignInAsync()
    {
        Client?.Dispose();
        Client = await SignInAsync(server, user);
    }

    /// <summary>A new session of somebody, without the door and its waits.</summary>
    public static async Task<HttpClient> SignInAsync(AccountsServer server, User user)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        db.Attach(user);
        var issued = await scope.ServiceProvider.GetRequiredService<SessionIssuer>().StartAsync(user, SignInMethod.Password, CancellationToken.None);
        db.ChangeTracker.Clear();
        var client = server.Server.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Services.GetRequiredService<AccessTokens>().Write(issued));
        return client;
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Client.PostAsJsonAsync(path, body);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {content}");
        return JsonDocument.Parse(content).RootElement;
    }

    /// <summary>The id of what a post made.</summary>
    public async Task<string> MakeAsync(string path, object body) => (await PostAsync(path, body)).GetProperty("id").GetString()!;

    public void Dispose() => Client?.Dispose();
}
