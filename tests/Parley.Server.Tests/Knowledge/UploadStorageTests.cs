using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Server.Endpoints.Knowledge;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Knowledge;

/// <summary>Where uploads lie until they are kept: what is left there, and what happens when there is no room.</summary>
public sealed class UploadStorageTests : IAsyncDisposable
{
    private readonly TestServer _server = new(("Knowledge:Ingestion:Embed", "false"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Directory.CreateDirectory(
        UploadReader.FolderIn(_server.Services.GetRequiredService<IOptions<StorageOptions>>().Value)).FullName;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task CleanUp_LeavesOnlyWhatIsNew_AndWhatIsBeingWritten()
    {
        var (left, unmarked, fresh, living) = (Path.Combine(Folder, "left"), Path.Combine(Folder, "unmarked"), Path.Combine(Folder, "fresh"), Upload.Begin(Folder));
        foreach (var folder in new[] { left, unmarked, fresh })
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "0.part"), "half", Token);
        }

        await File.WriteAllTextAsync(Path.Combine(left, "in-use"), "", Token);
        using var body = new MemoryStream([1, 2, 3]);
        await living.AddAsync("a.txt", null, body, 1000, Token);
        foreach (var folder in Directory.EnumerateDirectories(Folder).Where(folder => folder != fresh))
        {
            Age(folder);
        }

        // Old as a folder, but there is a file in it that is written to.
        var slow = Path.Combine(Folder, "slow");
        Directory.CreateDirectory(slow);
        await File.WriteAllTextAsync(Path.Combine(slow, "0.part"), "half", Token);
        Directory.SetLastWriteTimeUtc(slow, DateTime.UtcNow.AddDays(-1));

        _server.Services.GetRequiredService<UploadKeeper>().CleanUp();

        Assert.False(Directory.Exists(left) || Directory.Exists(unmarked));
        Assert.True(Directory.Exists(fresh) && Directory.Exists(slow));
        Assert.Equal([1, 2, 3], await living.Files.Single().ReadAsync(Token));
        living.Dispose();
        Assert.Equal(["fresh", "slow"], Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).Order());
    }

    /// <summary>As older versions put them there.</summary>
    [Fact]
    public async Task CleanUp_TakesFilesBesideTheFoldersToo()
    {
        var (old, fresh, other) = (Path.Combine(Folder, "1234.part"), Path.Combine(Folder, "5678.part"), Path.Combine(Folder, "note.txt"));
        foreach (var file in new[] { old, fresh, other })
        {
            await File.WriteAllTextAsync(file, "half", Token);
        }

        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-1));

        _server.Services.GetRequiredService<UploadKeeper>().CleanUp();

        Assert.Equal(["5678.part", "note.txt"], Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Upload_WithoutRoomOnTheDisk_IsRefusedAsTheServersFault_AndKeepsNothing()
    {
        var id = await _server.Client.CollectionAsync();
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "none", Folder), "Only root may make a disk that is small.");
        try
        {
            var answer = await SendAsync(id, ("small.txt", "Small."u8.ToArray()), ("large.txt", new byte[2_000_000]));

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE", "True"), (answer.Status, answer.Text("code"), answer.Text("retryable")));
            Assert.Contains("disk is full", answer.Text("detail"), StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
            Assert.Empty(await _server.Client.DocumentsAsync(id));
            Assert.Equal("0", (await _server.Client.FetchAsync("jobs")).Body.GetProperty("pagination").Text("total"));
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(id, ("small.txt", "Small."u8.ToArray()))).Status);
        }
        finally
        {
            await RunAsync("umount", Folder);
        }
    }

    private async Task<ApiAnswer> SendAsync(string collection, params (string, byte[])[] files)
    {
        using var form = KnowledgeCalls.Form(files);
        var response = await _server.Client.PostAsync($"collections/{collection}/documents", form, Token);
        return new(response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token), response);
    }

    private static void Age(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        }

        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(-1));
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        await run!.WaitForExitAsync(CancellationToken.None);
        return run.ExitCode == 0;
    }
}
