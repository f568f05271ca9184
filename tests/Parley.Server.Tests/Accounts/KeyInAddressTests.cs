using System.Net;
using Parley.Accounts.Keys;
using Parley.Server.Tests.Processes;

namespace Parley.Server.Tests.Accounts;

/// <summary>A key in an address is a key in a log.</summary>
public sealed class KeyInAddressTests
{
    private static readonly string Key = ApiKeyText.New();

    private static readonly string[] Addresses =
    [
        "conversations?api_key=KEY", "conversations?x=1&Authorization=Bearer%20KEY", "auth/oidc/callback?code=KEY", "keys/KEY", "/v1/models?key=KEY", "/?key=KEY",
    ];

    [Fact]
    public async Task A9_KeyInAddress_IsRefusedAndSaidWhy()
    {
        await using var server = new TestServer();
        var encoded = string.Concat(Key.Select(c => $"%{(int)c:x2}"));
        foreach (var address in Addresses.Select(a => a.Replace("KEY", Key, StringComparison.Ordinal)).Append($"conversations?key={encoded}"))
        {
            using var answer = await server.Client.GetAsync(address, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("Authorization: Bearer", body, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("conversations?q=parley_")]
    [InlineData("conversations?q=what+is+a+parley_key_like_this_one_and_that_one_and_more_of_it")]
    public async Task Address_ThatOnlySpeaksOfKeys_IsServed(string address)
    {
        await using var server = new TestServer();

        using var answer = await server.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A9_KeyInAddress_IsInNoLogHoweverMuchIsLogged()
    {
        var directory = Directory.CreateTempSubdirectory("parley-log-").FullName;
        await using (var server = await ServerProcess.StartAsync(
            directory, ("AUTH_MODE", "accounts"), ("APP_LOG_LEVEL", "debug"), ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")))
        {
            foreach (var address in Addresses)
            {
                using var answer = await server.Client.GetAsync(address.Replace("KEY", Key, StringComparison.Ordinal), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            }

            // In the header it is looked up, and that is not logged either.
            server.Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
            using var unknown = await server.Client.GetAsync("conversations?mark=end", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
            await server.KillAsync();

            Assert.Contains("/api/v1/conversations", server.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Key[^40..], server.Output, StringComparison.Ordinal);
        }

        Directory.Delete(directory, recursive: true);
    }
}
