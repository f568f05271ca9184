using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Server.Tests.Knowledge;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>Whose a thing is.</summary>
internal enum Belongs
{
    ToPerson,
    ToTenant,
    ToInstallation,

    /// <summary>Whoever may call the route at all.</summary>
    ToEverybody,
}

/// <param name="Make">Makes one of the victim's, and says what names it in the address. The values of the parameters before it are given.</param>
internal sealed record Resource(Belongs Belongs, Func<Victim, IReadOnlyDictionary<string, string>, Task<string>> Make);

/// <summary>What the parameters of routes name: one line for each kind of thing. A route with another parameter fails the matrix.</summary>
internal static class Resources
{
    public static Dictionary<string, Resource> All { get; } = new()
    {
        ["/api/v1/conversations/{id}"] = new(Belongs.ToPerson, async (victim, _) =>
            (await victim.PostAsync("chat", new { message = $"Remember {Victim.Canary}" })).GetProperty("conversation_id").GetString()!),
        ["/api/v1/chat/stream/{turn}"] = new(Belongs.ToPerson, (victim, _) => StreamAsync(victim)),
        ["/api/v1/personas/{id}"] = new(Belongs.ToPerson, (victim, _) => victim.MakeAsync(
            "personas", new { id = NewName(), display_name = Victim.Canary, prompt = new { role = $"You know {Victim.Canary}." } })),
        ["/api/v1/personas/{id}/versions/{version}"] = new(Belongs.ToPerson, (_, _) => Task.FromResult("1")),
        ["/api/v1/templates/{id}"] = new(Belongs.ToPerson, (victim, _) => victim.MakeAsync(
            "templates", new { id = NewName(), display_name = Victim.Canary, body = $"{Victim.Canary} {{{{text}}}}", variables = new[] { new { name = "text" } } })),
        ["/api/v1/templates/{id}/versions/{version}"] = new(Belongs.ToPerson, (_, _) => Task.FromResult("1")),
        ["/api/v1/auth/sessions/{id}"] = new(Belongs.ToPerson, (victim, _) => OtherSessionAsync(victim)),
        ["/api/v1/budgets/{id}"] = new(Belongs.ToTenant, (victim, _) => victim.MakeAsync(
            "budgets", new { scope = "feature", subject = NewName(), period = "month", limit = 5 })),
        ["/api/v1/users/{id}"] = new(Belongs.ToTenant, (victim, _) => NewMemberAsync(victim)),
        ["/api/v1/users/{user}"] = new(Belongs.ToTenant, (victim, _) => NewServiceAsync(victim)),
        ["/api/v1/users/{user}/keys/{id}"] = new(Belongs.ToTenant, (victim, values) => victim.MakeAsync(
            $"users/{values["user"]}/keys", new { name = Victim.Canary, scopes = new[] { "use_models" } })),
        ["/api/v1/keys/{id}"] = new(Belongs.ToPerson, (victim, _) => victim.MakeAsync("keys", new { name = Victim.Canary, scopes = new[] { "use_models" } })),
        ["/api/v1/invitations/{id}"] = new(Belongs.ToTenant, (victim, _) => victim.MakeAsync(
            "invitations", new { email = $"{NewName()}@{Victim.Canary}.test", role = "member" })),
        ["/api/v1/groups/{id}"] = new(Belongs.ToTenant, (victim, _) => victim.MakeAsync("groups", new { name = $"{Victim.Canary} {NewName()}" })),
        ["/api/v1/groups/{id}/members/{user}"] = new(Belongs.ToTenant, async (victim, values) =>
        {
            var member = await NewMemberAsync(victim);
            (await victim.Client.PutAsync($"groups/{values["id"]}/members/{member}", null)).EnsureSuccessStatusCode();
            return member;
        }),
        ["/api/v1/admin/tenants/{id}"] = new(Belongs.ToInstallation, async (victim, _) =>
            (await victim.Server.AddTenantAsync(NewName())).Id.ToString()),
        ["/api/v1/admin/providers/{name}"] = new(Belongs.ToInstallation, async (victim, _) =>
        {
            (await victim.Client.PutAsJsonAsync("admin/providers/anthropic/key", new { key = "sk-ant-0123456789" })).EnsureSuccessStatusCode();
            return "anthropic";
        }),
        ["/api/v1/collections/{id}"] = new(Belongs.ToPerson, (victim, _) => victim.MakeAsync("collections", new { name = $"{Victim.Canary} {NewName()}" })),
        ["/api/v1/documents/{id}"] = new(Belongs.ToPerson, async (victim, _) =>
            (await victim.Client.DocumentsAsync((await NewJobAsync(victim)).Text("subject")))[0].Text("id")),
        ["/api/v1/jobs/{id}"] = new(Belongs.ToPerson, async (victim, _) => (await NewJobAsync(victim)).Text("id")),
        ["/v1/models/{**id}"] = new(Belongs.ToEverybody, (_, _) => Task.FromResult("scripted/script-1")),
    };

    private static string NewName() => $"n{Guid.NewGuid():n}"[..16];

    // Ended, so that nothing of it changes while others try.
    private static async Task<JsonElement> NewJobAsync(Victim victim) =>
        await victim.Client.UploadAsync(await victim.Client.CollectionAsync(new { name = $"{Victim.Canary} {NewName()}" }), ($"{Victim.Canary}.txt", $"{Victim.Canary} {NewName()}"));

    private static async Task<string> StreamAsync(Victim victim)
    {
        using var answer = await victim.Client.StreamAsync(new { message = $"Remember {Victim.Canary}" });
        await Sse.ReadAllAsync(answer);
        return answer.Header("X-Turn-Id");
    }

    private static async Task<string> OtherSessionAsync(Victim victim)
    {
        (await Victim.SignInAsync(victim.Server, victim.User)).Dispose();
        var sessions = await victim.Client.GetFromJsonAsync<JsonElement>("auth/sessions?limit=100");
        return sessions.GetProperty("data").EnumerateArray().First(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetString()!;
    }

    private static async Task<string> NewServiceAsync(Victim victim) => (await victim.Server.AddAsync(Role.Service, victim.Tenant)).Id.ToString();

    private static async Task<string> NewMemberAsync(Victim victim) =>
        (await victim.Server.AddAsync(Role.Member, victim.Tenant, $"{NewName()}@{Victim.Canary}.test")).Id.ToString();
}
