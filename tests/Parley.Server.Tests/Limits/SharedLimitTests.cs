using System.Diagnostics;
using System.Net;
using Parley.Server.Tests.Processes;
using Parley.Testing.Redis;

namespace Parley.Server.Tests.Limits;

/// <summary>Two processes that share a Redis.</summary>
public sealed class SharedLimitTests : IDisposable
{
    private const int Limit = 20;

    private readonly string[] _directories = [.. Enumerable.Range(0, 2).Select(_ => Directory.CreateTempSubdirectory("parley-limits-").FullName)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D1_TwoProcesses_AllowTheLimitTogetherAndNameTheTrueWait()
    {
        await using var redis = await RedisServer.StartAsync();

        // More patience than usual, because the test asks for an exact figure of machines that may be busy with other tests.
        await using var first = await StartAsync(0, redis, windowSeconds: 10, "00:00:03");
        await using var second = await StartAsync(1, redis, windowSeconds: 10, "00:00:03");

        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => AskAsync(i % 2 == 0 ? first : second)));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "The machine is too slow for this test: the window ended within it.");

        Assert.Equal(Limit, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(100 - Limit, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
        var waits = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).Select(answer => answer.RetryAfter!.Value).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, 1, 11));

        // A second less is too early, unless it was rounded up by nearly one; after the wait there is room.
        var wait = await AskAsync(first);
        await Task.Delay(TimeSpan.FromSeconds(wait.RetryAfter!.Value), Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(second)).Status);
    }

    [Fact]
    public async Task D1_RedisKilled_EachLimitsByItselfAndComesBack()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = await StartAsync(0, redis, windowSeconds: 60);
        await using var second = await StartAsync(1, redis, windowSeconds: 60);
        for (var i = 0; i < Limit; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(first)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(second)).Status);
        await redis.KillAsync();

        // The first has granted all there is, and remembers; the second has granted nothing, and now counts for itself.
        var alone = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => AskAsync(i % 2 == 0 ? first : second)));

        Assert.Equal(Limit, alone.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(alone, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{answer.Status}"));
        Assert.All(alone, answer => Assert.True(answer.Took < TimeSpan.FromSeconds(3), $"{answer.Took}"));
        Assert.Contains("alone", await second.Client.GetStringAsync("ready", Cancellation), StringComparison.Ordinal);

        await redis.StartServerAsync();
        var back = await AskAsync(second);
        for (var i = 0; i < 300 && back.Status != HttpStatusCode.OK; i++)
        {
            await Task.Delay(100, Cancellation);
            back = await AskAsync(second);
        }

        Assert.Equal(HttpStatusCode.OK, back.Status);
        Assert.Contains("with all nodes", await second.Client.GetStringAsync("ready", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D1_RedisHangs_NobodyWaitsLong()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var server = await StartAsync(0, redis, windowSeconds: 60);
        await AskAsync(server);
        redis.Freeze();
        try
        {
            var answers = new List<(HttpStatusCode Status, int? RetryAfter, TimeSpan Took)>();
            for (var i = 0; i < 15; i++)
            {
                answers.Add(await AskAsync(server));
            }

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
            Assert.True(answers.Count(answer => answer.Took > TimeSpan.FromMilliseconds(200)) <= 3, string.Join(' ', answers.Select(answer => $"{answer.Took.TotalMilliseconds:0}")));
        }
        finally
        {
            redis.Thaw();
        }
    }

    [Fact]
    public async Task D1_RedisNeverThere_StartsAndLimitsByItself()
    {
        await using var server = await ServerProcess.StartAsync(
            _directories[0], ("REDIS_URL", $"redis://127.0.0.1:{ServerProcess.FreePort()}"), ("RATE_LIMIT_REQUESTS", "2"));

        var statuses = new[] { (await AskAsync(server)).Status, (await AskAsync(server)).Status, (await AskAsync(server)).Status };

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    public void Dispose() => Array.ForEach(_directories, directory => Directory.Delete(directory, recursive: true));

    private async Task<ServerProcess> StartAsync(int number, RedisServer redis, int windowSeconds, string sharedTimeout = "00:00:00.250")
    {
        var server = await ServerProcess.StartAsync(
            _directories[number], ("REDIS_URL", redis.Url), ("RATE_LIMIT_REQUESTS", $"{Limit}"), ("RATE_LIMIT_WINDOW", $"{windowSeconds}"),
            ("Limits__SharedTimeout", sharedTimeout));

        Assert.Contains("with all nodes", await server.Client.GetStringAsync("ready", Cancellation), StringComparison.Ordinal);
        return server;
    }

    private static async Task<(HttpStatusCode Status, int? RetryAfter, TimeSpan Took)> AskAsync(ServerProcess server)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await server.Client.GetAsync("conversations", Cancellation);
        return (response.StatusCode, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds, Stopwatch.GetElapsedTime(started));
    }
}
