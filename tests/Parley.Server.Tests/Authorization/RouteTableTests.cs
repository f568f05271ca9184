using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Server.Tests.Accounts;
using Parley.Testing;

namespace Parley.Server.Tests.Authorization;

public sealed class RouteTableTests
{
    [Fact]
    public async Task M1_EveryRoute_SaysWhoMayCallIt()
    {
        await using var server = await AccountsServer.StartAsync();

        var routes = RouteTable.Of(server.Services);

        Assert.True(routes.Count > 60);
        Assert.DoesNotContain(routes, route => route.Required is null == !route.IsAnonymous);
    }

    /// <summary>Whoever opens a route to everybody writes it into the list beside this test.</summary>
    [Fact]
    public async Task M1_AnonymousRoutes_AreThoseOfTheList()
    {
        await using var server = await AccountsServer.StartAsync();
        var list = Path.Combine(Repository.Root, "tests/Parley.Server.Tests/Authorization/anonymous-routes.txt");

        var open = RouteTable.Of(server.Services).Where(route => route.IsAnonymous).Select(route => route.ToString()).Order(StringComparer.Ordinal);

        Assert.Equal(await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken), open);
    }

    [Fact]
    public async Task M1_UnknownAddressOrVerb_TellsAStrangerNothing()
    {
        await using var server = await AccountsServer.StartAsync();
        foreach (var (method, path) in new[] { ("DELETE", "/api/v1/chat"), ("PUT", "/api/v1/users/me"), ("GET", "/api/v1/nothing"), ("PATCH", "/v1/models"), ("TRACE", "/api/v1/conversations") })
        {
            using var answer = await server.Anonymous.SendAsync(new(new HttpMethod(method), path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{method} {path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task OpenApi_SaysWhatEveryRouteNeeds()
    {
        await using var server = await AccountsServer.StartAsync();
        var document = await server.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["bearer", "cookie"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name).Order());
        var described = 0;
        foreach (var route in RouteTable.Of(server.Services))
        {
            if (!document.GetProperty("paths").TryGetProperty(route.Pattern, out var path)
                || !path.TryGetProperty(route.Method.ToLowerInvariant(), out var operation))
            {
                continue;
            }

            described++;
            var responses = operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            Assert.Equal((route, route.Required is not null), (route, operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 2));
            if (route.Required is { } required)
            {
                Assert.Contains("401", responses);
                Assert.True(required.Rights is Rights.None || responses.Contains("403"), route.ToString());
                Assert.All(RightNames.Of(required.Rights), name => Assert.Contains(name, operation.GetProperty("description").GetString(), StringComparison.Ordinal));
            }
        }

        Assert.True(described > 50, $"Only {described} routes are described.");
    }
}
