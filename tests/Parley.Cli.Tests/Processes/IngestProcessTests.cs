namespace Parley.Cli.Tests.Processes;

public sealed class IngestProcessTests : IDisposable
{
    private readonly ParleyBox _box = new(null);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Ingest_FolderAgain_FollowsIt_AndSearchFindsIt()
    {
        Write("docs/codes.md", "# Close codes\n\nThe WebSocket closes with 4001 when nobody is signed in.");
        Write("docs/other.txt", "Bread is baked from flour and water.");
        Write("docs/broken.docx", "no zip");

        var first = await _box.RunAsync("ingest", "docs", "--collection", "Seeds", "--tags", "a,b");
        File.Delete(Path.Combine(_box.Directory, "docs", "broken.docx"));
        var second = await _box.RunAsync("ingest", "docs", "-c", "Seeds");
        var found = await _box.RunAsync("search", "--top", "1", "--collection", "Seeds", "Which code does the WebSocket close with?");
        var elsewhere = await _box.RunAsync("search", "-c", "Nowhere", "Which code does the WebSocket close with?");

        Assert.Equal((1, "Seeds: 2 added or changed, 0 unchanged, 1 failed.\n"), (first.Code, first.Output));
        Assert.Contains("broken.docx: ", first.Error, StringComparison.Ordinal);
        Assert.Equal((0, "Seeds: 0 added or changed, 2 unchanged, 0 failed.\n", ""), (second.Code, second.Output, second.Error));
        Assert.Equal(0, found.Code);
        Assert.Contains("4001", found.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (elsewhere.Code, elsewhere.Output));
        Assert.Contains("no collection named 'Nowhere'", elsewhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_SingleFilesAndRefusedAddress_SaysSo()
    {
        Write("a.txt", "Some text.");

        var file = await _box.RunAsync("ingest", "a.txt");
        var inner = await _box.RunAsync("ingest", "http://127.0.0.1/");
        var missing = await _box.RunAsync("ingest", "nothing.txt");
        var none = await _box.RunAsync("ingest");

        Assert.Equal((0, "Documents: 1 added or changed, 0 unchanged, 0 failed.\n"), (file.Code, file.Output));
        Assert.Equal(1, inner.Code);
        Assert.Contains("inner network", inner.Error, StringComparison.Ordinal);
        Assert.Equal(2, missing.Code);
        Assert.Contains("'nothing.txt'", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, none.Code);
    }

    [Theory]
    [InlineData("--chunker takes one of auto, markdown", "ingest", "a.txt", "--chunker", "scissors")]
    [InlineData("--collection takes the name", "ingest", "a.txt", "--collection", " ")]
    [InlineData("Say what to search for.", "search", "")]
    public async Task CommandLine_ThatMakesNoSense_EndsWithTwo(string expected, params string[] arguments)
    {
        Write("a.txt", "Some text.");

        var run = await _box.RunAsync(arguments);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_box.Directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
