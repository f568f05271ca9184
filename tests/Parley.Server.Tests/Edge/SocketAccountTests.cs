using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Edge;

/// <summary>Sockets and limits of people who sign in.</summary>
public sealed class SocketAccountTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C4_CookieWithoutOrigin_IsForbidden()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        using var absent = new SocketClient();
        using var own = new SocketClient();
        var cookie = ("Cookie", $"{SessionCookies.Access}={person.AccessToken}");

        Assert.False(await absent.TryConnectAsync(server.Server, "", cookie));
        Assert.Equal(403, absent.Status);
        Assert.True(await own.TryConnectAsync(server.Server, "", cookie, ("Origin", $"http://localhost:{server.Server.ClientOptions.BaseAddress.Port}")), $"{own.Status}");
    }

    [Fact]
    public async Task C4_NobodySignedIn_IsUnauthorised()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        using var without = new SocketClient();
        using var inAddress = new SocketClient();

        Assert.False(await without.TryConnectAsync(server.Server, ""));
        Assert.False(await inAddress.TryConnectAsync(server.Server, $"?access_token={person.AccessToken}"));
        Assert.Equal((401, 401), (without.Status, inAddress.Status));
    }

    [Fact]
    public async Task A5_SignOut_ClosesTheSocketWith4001()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        using var socket = await SocketClient.OpenAsync(server.Server, person.AccessToken);
        await socket.SendAsync(new { type = "send", message = "Tell me a long story." });
        await socket.UntilAsync("started");
        var closed = socket.ClosedAsync();

        using var response = await person.Client.PostAsync("auth/sign-out", null, Cancellation);

        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        Assert.Equal((WebSocketCloseStatus)4001, await closed);
    }

    [Fact]
    public async Task C5_TurnOfSomebodyElse_IsNotFound()
    {
        await using var server = await AccountsServer.StartAsync();
        var (owner, stranger) = (await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Member));
        using var mine = await SocketClient.OpenAsync(server.Server, owner.AccessToken);
        await mine.SendAsync(new { type = "send", message = "A secret." });
        var turn = (await mine.NextAsync())!.Value.GetProperty("turn").GetString();
        using var theirs = await SocketClient.OpenAsync(server.Server, stranger.AccessToken);

        foreach (var type in new[] { "resume", "stop" })
        {
            await theirs.SendAsync(new { type, turn });
            var answer = (await theirs.NextAsync())!.Value;
            Assert.Equal("NOT_FOUND", answer.GetProperty("data").GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task D1_SessionsOfOneUser_ShareABucketAndPeopleDoNot()
    {
        await using var server = await AccountsServer.StartAsync(("Limits:Requests", "4"));
        var first = await server.SignInAsync(Role.Member);
        var (second, other) = (await server.SignInAsync(first.User), await server.SignInAsync(Role.Member));
        var statuses = new List<HttpStatusCode>();
        foreach (var client in new[] { first.Client, second.Client, first.Client, second.Client, first.Client, second.Client, other.Client })
        {
            using var response = await client.GetAsync("conversations", Cancellation);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 4), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task D1_PeopleOfOneTenant_ShareItsLimit()
    {
        await using var server = await AccountsServer.StartAsync(("Limits:Requests", "2"), ("Limits:TenantFactor", "2"));
        var tenant = await server.AddTenantAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await (await server.SignInAsync(Role.Member, tenant)).Client.GetAsync("conversations", Cancellation);
            statuses.Add(response.StatusCode);
        }

        using var elsewhere = await (await server.SignInAsync(Role.Member)).Client.GetAsync("conversations", Cancellation);
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 4), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData(Tier.Free, 10, 600)]
    [InlineData(Tier.Starter, 60, 600)]
    [InlineData(Tier.Professional, 300, 3000)]
    [InlineData(Tier.Enterprise, 1000, 10_000)]
    public async Task D1_Tiers_HaveTheirLimits(Tier tier, int model, int general)
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member, await server.AddTenantAsync(tier: tier));

        using var chat = await person.Client.PostAsJsonAsync("chat", new { }, Cancellation);
        using var list = await person.Client.GetAsync("conversations", Cancellation);

        Assert.Equal(($"{model}", $"{general}"), (chat.Header("X-RateLimit-Limit"), list.Header("X-RateLimit-Limit")));
    }

    [Fact]
    public async Task D1_WrongTokens_AreLimitedByAddress()
    {
        await using var server = await AccountsServer.StartAsync(("Limits:AnonymousRequests", "5"));
        using var client = server.ClientOf("wrong");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "conversations") { Headers = { { "X-Forwarded-For", $"203.0.113.{i}" } } };
            using var response = await client.SendAsync(request, Cancellation);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 3)], statuses);
    }

    [Fact]
    public async Task C3_WithAccounts_TellsBrowsersToStayWithHttps()
    {
        await using var server = await AccountsServer.StartAsync();

        using var response = await server.Anonymous.GetAsync("health", Cancellation);

        Assert.Equal("max-age=31536000", response.Header("Strict-Transport-Security"));
    }
}
