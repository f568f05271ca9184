using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Cli.Ingest;
using Parley.Cli.Remote;
using Parley.Cli.Terminal;

namespace Parley.Cli.Tests.Remote;

public sealed class RemoteIngestTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-remote-");
    private readonly ConcurrentQueue<string> _uploaded = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public RemoteIngestTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/api/v1/collections", () => new { data = new[] { new { id = "col", name = "Seeds", mine = true } } });
        _app.MapPost("/api/v1/collections/col/documents", async (HttpContext http) =>
        {
            var files = (await http.Request.ReadFormAsync(http.RequestAborted)).Files;
            foreach (var file in files)
            {
                _uploaded.Enqueue(file.FileName);
            }

            return new { job = new { id = "job", status = "finished", total = files.Count, done = files.Count, skipped = 0, failed = 0 } };
        });
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Ingest_FilesThatCannotBeOpened_TellsThemAndSendsTheOthers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere every name is text.");
        Write("a.txt");
        Write("z.txt");
        File.CreateSymbolicLink(PathOf("dangling.txt"), PathOf("nothing.txt"));
        await ShellAsync(@"printf x > $'caf\xe9.txt'; printf x > $'caf\xe8.txt'");
        await ShellAsync(@"ln -s ../gone $'\e[31mred.txt'");

        var code = await RunAsync(_folder.FullName, PathOf("\e[31mred.txt"));
        await ShellAsync("rm caf*"); // .NET could not

        Assert.Equal(["a.txt", "z.txt"], _uploaded);
        Assert.Equal("parley: red.txt: There is no such file.\nparley: caf\uFFFD.txt: Its name is not UTF-8; rename it.\n", _error.ToString());
        Assert.Equal((1, "Seeds: 2 added or changed, 0 unchanged, 2 failed.\n"), (code, _output.ToString()));
    }

    [Fact]
    public async Task Ingest_NothingCanBeOpened_SendsNothingAndFails()
    {
        File.CreateSymbolicLink(PathOf("dangling.txt"), PathOf("nothing.txt"));

        var code = await RunAsync(PathOf("dangling.txt"));

        Assert.Empty(_uploaded);
        Assert.Equal((1, "Seeds: 0 added or changed, 0 unchanged, 1 failed.\n"), (code, _output.ToString()));
    }

    [Fact]
    public async Task Ingest_LinkThatLeadsNowhere_IsNotListed()
    {
        Write("a.txt");
        File.CreateSymbolicLink(PathOf("dangling.txt"), PathOf("nothing.txt"));
        File.CreateSymbolicLink(PathOf("link.txt"), PathOf("a.txt"));

        var code = await RunAsync(_folder.FullName);

        Assert.Equal(["a.txt", "link.txt"], _uploaded);
        Assert.Equal((0, ""), (code, _error.ToString()));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name) => File.WriteAllText(PathOf(name), "Some text.");

    private async Task ShellAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = _folder.FullName })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }

    private async Task<int> RunAsync(params string[] targets)
    {
        using var server = new RemoteServer(new Uri(_app.Urls.First()), "the-key");
        return await new RemoteIngestRunner(new RemoteLibrary(server), new Screen(_output, _error, Style.None, Style.None)).RunAsync(new IngestRequest(targets, "Seeds", [], null));
    }
}
