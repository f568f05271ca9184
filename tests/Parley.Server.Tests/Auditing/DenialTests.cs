using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Server.Http.Auditing;
using Parley.Testing;

namespace Parley.Server.Tests.Auditing;

public sealed class DenialTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_IsRecorded_TenTimesAMinute()
    {
        await using var server = new TestServer();
        for (var i = 0; i < 15; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "budgets") { Content = JsonContent.Create(new { }) };
            request.Headers.Add("Origin", "https://evil.example");
            using var response = await server.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        using var builtIn = await server.Client.DeleteAsync("personas/document-qa", Token);
        Assert.Equal(HttpStatusCode.Forbidden, builtIn.StatusCode);
        var denied = (await server.Client.GetFromJsonAsync<JsonElement>("audit?result=denied", Token)).GetProperty("data").EnumerateArray().ToList();

        // Somebody who signed in counts apart from the address.
        Assert.Equal(DenialLimits.PerMinute + 1, denied.Count);
        Assert.All(denied, entry => Assert.Equal("access.deny", entry.GetProperty("action").GetString()));
        Assert.Equal("DELETE /api/v1/personas/{id}", denied[0].GetProperty("target").GetString());
        Assert.Equal("WriteContent", denied[0].GetProperty("details").GetProperty("needs").GetString());
    }

    [Fact]
    public void Limits_BeyondThem_AreCountedIntoTheNextMinute()
    {
        var clock = new FakeTimeProvider();
        var limits = new DenialLimits(clock);
        var recorded = Enumerable.Range(0, 25).Count(_ => limits.TryTake("a", out var none) && none == 0);

        Assert.Equal(DenialLimits.PerMinute, recorded);
        Assert.True(limits.TryTake("b", out _));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(limits.TryTake("a", out var suppressed));
        Assert.Equal(25 - DenialLimits.PerMinute, suppressed);
        Assert.True(limits.TryTake("a", out suppressed));
        Assert.Equal(0, suppressed);
    }

    [Fact]
    public void Limits_ManyOrigins_TakeBoundedRoom()
    {
        var limits = new DenialLimits(new FakeTimeProvider());

        var recorded = Enumerable.Range(0, 50_000).Count(i => limits.TryTake($"{i}", out _));

        Assert.InRange(recorded, 10_000, 10_000 + DenialLimits.PerMinute);
    }
}
