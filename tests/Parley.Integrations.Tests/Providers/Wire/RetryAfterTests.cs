using Parley.Integrations.Providers.Wire;
using Xunit;

namespace Parley.Integrations.Tests.Providers.Wire;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "7", 7.0)]
    [InlineData("Retry-After", "1.5", 1.5)]
    [InlineData("Retry-After", "Sun, 01 Jun 2025 12:00:30 GMT", 30.0)]
    [InlineData("Retry-After", "Sun, 01 Jun 2025 11:00:00 GMT", 0.0)]
    [InlineData("retry-after-ms", "250", 0.25)]
    [InlineData("Retry-After", "-5", null)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "999999999999", null)]
    [InlineData("Retry-After", "NaN", null)]
    [InlineData("X-Other", "7", null)]
    public void Read_AnyForm_GivesTheWait(string header, string value, double? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(seconds, RetryAfter.Read(response.Headers, Now)?.TotalSeconds);
    }

    [Fact]
    public void Read_BothGiven_TakesTheFinerOne()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", "1");
        response.Headers.TryAddWithoutValidation("retry-after-ms", "300");

        Assert.Equal(TimeSpan.FromMilliseconds(300), RetryAfter.Read(response.Headers, Now));
    }

    [Fact]
    public void Read_LongerThanADay_IsADay()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", "200000");

        Assert.Equal(TimeSpan.FromHours(24), RetryAfter.Read(response.Headers, Now));
    }
}
