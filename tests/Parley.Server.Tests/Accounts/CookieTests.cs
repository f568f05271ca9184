using System.Net;
using System.Net.Http.Json;
using System.Text;
using Parley.Identity;

namespace Parley.Server.Tests.Accounts;

public sealed class CookieTests
{
    [Fact]
    public async Task C3_Cookies_AreOutOfReachOfScriptsAndOtherSites()
    {
        await using var server = await AccountsServer.StartAsync();
        var (cookies, set) = await RefreshByCookieAsync(server, await server.SignInAsync(Role.Member));

        Assert.Equal(2, set.Count);
        Assert.All(set, cookie =>
        {
            Assert.StartsWith("__Host-parley_", cookie, StringComparison.Ordinal);
            Assert.All(["; secure", "; httponly", "; samesite=strict", "; path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Get, "auth/me", cookies));
    }

    [Fact]
    public async Task C1_ChangesByCookie_NeedThePagesOwnOrigin()
    {
        await using var server = await AccountsServer.StartAsync();
        var (cookies, _) = await RefreshByCookieAsync(server, await server.SignInAsync(Role.Member));
        var own = server.Anonymous.BaseAddress!.GetLeftPart(UriPartial.Authority);
        string?[] foreign = [null, "null", "https://evil.example", own + ".evil.example", own.Replace("http:", "https:", StringComparison.Ordinal) + "1", "http://localhost:1"];

        foreach (var origin in foreign)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Post, "conversations", cookies, origin));
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Post, "auth/sign-out", cookies, origin));
            Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Post, "auth/refresh", cookies, origin));
        }

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SendAsync(server, HttpMethod.Post, "conversations", cookies, own, "text/plain"));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(server, HttpMethod.Post, "conversations", cookies, own));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(server, HttpMethod.Get, "auth/sign-out", cookies, own));
    }

    [Fact]
    public async Task C1_CookiesAtASiteThatMayUseTheApi_AreNotItsToUse()
    {
        const string Friend = "https://intranet.example.com";
        await using var server = await AccountsServer.StartAsync(("Server:CorsOrigins", Friend));
        var person = await server.SignInAsync(Role.Member);
        var (cookies, _) = await RefreshByCookieAsync(server, person);

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(server, HttpMethod.Post, "auth/sign-out-everywhere", cookies, Friend));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Get, "auth/me", cookies));
        person.Client.DefaultRequestHeaders.Add("Origin", Friend);
        using var byToken = await person.Client.PostAsync("auth/sign-out-everywhere", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, byToken.StatusCode);
    }

    [Fact]
    public async Task SignOut_TakesTheCookiesAway_AndAStaleCookieLeavesHealthOpen()
    {
        await using var server = await AccountsServer.StartAsync();
        var (cookies, _) = await RefreshByCookieAsync(server, await server.SignInAsync(Role.Member));
        var own = server.Anonymous.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, HttpMethod.Post, "auth/sign-out", cookies, own));

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(server, HttpMethod.Get, "auth/me", cookies));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Get, "health", cookies));
    }

    private static async Task<(string Cookies, List<string> Set)> RefreshByCookieAsync(AccountsServer server, Person person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "auth/refresh");
        request.Headers.Add("Cookie", $"__Host-parley_refresh={person.RefreshToken}");
        request.Headers.Add("Origin", server.Anonymous.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await server.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var set = answer.Headers.GetValues("Set-Cookie").ToList();
        return (string.Join("; ", set.Select(cookie => cookie.Split(';')[0])), set);
    }

    private static async Task<HttpStatusCode> SendAsync(
        AccountsServer server, HttpMethod method, string address, string cookies, string? origin = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Cookie", cookies);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, type);
        }

        using var answer = await server.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
