namespace Parley.Cli.Tests.Processes;

public sealed class OwnerLinkProcessTests
{
    [Fact]
    public async Task OwnerLink_NobodyThereYet_PrintsOnlyTheLink()
    {
        using var box = new ParleyBox(null).With("APP_PORT", "8123");
        var (first, second) = (await box.RunAsync("owner-link"), await box.RunAsync("owner-link"));

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Matches(@"^http://localhost:8123/link#[A-Za-z0-9_-]{43}\n$", first.Output);
        Assert.NotEqual(first.Output, second.Output);
        Assert.Contains("makes the owner", first.Error, StringComparison.Ordinal);
    }
}
