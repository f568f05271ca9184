using System.Diagnostics;
using Parley.Testing;

namespace Parley.Server.Tests.OpenAi;

/// <summary>The official client for JavaScript, unmodified; what it does stands in <c>tests/node/openai-client.mjs</c>.</summary>
public sealed class NodeClientTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chat"), InlineData("stream"), InlineData("streamHelper"), InlineData("tools"), InlineData("streamedTools"), InlineData("runTools")]
    [InlineData("jsonSchema"), InlineData("models"), InlineData("embeddings"), InlineData("errors"), InlineData("brokenStream")]
    public Task Client_Unmodified_Works(string scenario) => RunAsync(scenario);

    [Fact]
    public async Task Client_AbortsAStream_HangsUpOnTheProvider()
    {
        await RunAsync("abort");

        Assert.True(await server.Fake.WaitForAbortAsync(TimeSpan.FromSeconds(2), CancellationToken));
    }

    private async Task RunAsync(string scenario)
    {
        var folder = NodeFolder.Find();
        await NodeFolder.EnsureInstalledAsync(folder);
        using var node = Process.Start(new ProcessStartInfo("node", ["openai-client.mjs", server.Address.ToString(), scenario])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        var errors = await node.StandardError.ReadToEndAsync(CancellationToken);
        await node.WaitForExitAsync(CancellationToken);
        Assert.True(node.ExitCode == 0, errors);
    }
}
