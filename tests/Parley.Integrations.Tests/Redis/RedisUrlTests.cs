using Parley.Integrations.Redis;
using Xunit;

namespace Parley.Integrations.Tests.Redis;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost", 6379, null, 0, false)]
    [InlineData("redis://:p%40ss@10.0.0.1:7000/3", "10.0.0.1", 7000, "p@ss", 3, false)]
    [InlineData("rediss://user:word@cache.example:6380", "cache.example", 6380, "word", 0, true)]
    public void TryParse_Address_IsRead(string text, string host, int port, string? password, int database, bool tls)
    {
        Assert.True(RedisUrl.TryParse(text, out var options));
        Assert.Contains($"{host}:{port}", options.EndPoints.Single().ToString(), StringComparison.Ordinal);
        Assert.Equal((password, database, tls), (options.Password, options.DefaultDatabase, options.Ssl));
        Assert.False(options.AbortOnConnectFail);
    }

    [Theory]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis://")]
    [InlineData("redis://localhost/first")]
    [InlineData("redis://localhost/-1")]
    public void TryParse_NoAddress_IsRefused(string text) => Assert.False(RedisUrl.TryParse(text, out _));
}
