using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Knowledge.Library;
using Parley.Server.Tests.Accounts;
using Parley.Server.Tests.Processes;
using Parley.Testing.Antivirus;

namespace Parley.Server.Tests.Knowledge;

/// <summary>Files wait until a virus scanner has found nothing in them.</summary>
public sealed class QuarantineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E4_InfectedUpload_IsRefusedWithItsReason_DeletedAndAudited()
    {
        await using var clamd = FakeClamd.Start();
        await using var server = Start(clamd.Url);
        var id = await server.Client.CollectionAsync();

        var job = await server.Client.UploadAsync(id, ("bad.txt", $"heliotrope {FakeClamd.Eicar}"), ("good.txt", "The plan is viridian."));

        Assert.Equal(("finished", "1", "1"), (job.Text("status"), job.Text("done"), job.Text("failed")));
        var item = (await server.Client.FetchAsync($"jobs/{job.Text("id")}/items?status=failed")).Body.GetProperty("data")[0];
        Assert.Equal(("bad.txt", "infected"), (item.Text("name"), item.Text("failure")));
        Assert.Contains(FakeClamd.Signature, item.Text("error"), StringComparison.Ordinal);
        var bad = (await server.Client.DocumentsAsync(id, "&status=failed")).Single();
        Assert.Equal(("bad.txt", "infected", "0"), (bad.Text("name"), bad.Text("failure"), bad.Text("chunks")));
        await AssertOutOfReachAsync(server, bad.Text("id"), "heliotrope");
        Assert.Equal(1, await FilesAsync(server));
        var entry = (await server.Client.FetchAsync("audit?action=document.refuse")).Body.GetProperty("data")[0];
        Assert.Equal((bad.Text("id"), "denied", FakeClamd.Signature), (entry.Text("target"), entry.Text("result"), entry.GetProperty("details").Text("signature")));
        Assert.True((await server.Client.FetchAsync("audit/verify")).Body.GetProperty("ok").GetBoolean());
        Assert.Contains("viridian", (await server.Client.PostAsync("knowledge/search", new { query = "which plan" })).Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, clamd.Shown.Count);
    }

    [Fact]
    public async Task E4_Upload_IsNeitherReadFoundNorFetchedBeforeItsScan()
    {
        await using var clamd = FakeClamd.Start();
        var scan = new TaskCompletionSource();
        clamd.Thinking = scan.Task;
        await using var server = Start(clamd.Url);
        var id = await server.Client.CollectionAsync();
        using var form = KnowledgeCalls.Form(("a.txt", "The plan is heliotrope."));
        var job = (await KnowledgeCalls.ReadAsync(await server.Client.PostAsync($"collections/{id}/documents", form, Token))).GetProperty("job").Text("id");
        await UntilAsync(() => Task.FromResult(!clamd.Shown.IsEmpty));

        Assert.Equal(1, await FilesAsync(server));
        Assert.Empty(await server.Client.DocumentsAsync(id));
        Assert.DoesNotContain("heliotrope", (await server.Client.PostAsync("knowledge/search", new { query = "what is the plan" })).Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("1", (await server.Client.FetchAsync($"collections/{id}")).Body.GetProperty("documents").Text("pending"));

        scan.SetResult();
        Assert.Equal(("finished", "1"), await server.Client.EndOfAsync(job) is var end ? (end.Text("status"), end.Text("done")) : default);
        Assert.Contains("heliotrope", (await server.Client.PostAsync("knowledge/search", new { query = "what is the plan" })).Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E4_ScannerAway_FileIsHeld_AndReadWhenItIsBack()
    {
        var port = ServerProcess.FreePort();
        await using var server = Start($"tcp://127.0.0.1:{port}");
        var id = await server.Client.CollectionAsync();
        using var form = KnowledgeCalls.Form(("a.txt", "The plan is heliotrope."));
        var job = (await KnowledgeCalls.ReadAsync(await server.Client.PostAsync($"collections/{id}/documents", form, Token))).GetProperty("job").Text("id");

        await UntilAsync(async () => (await server.Client.DocumentsAsync(id, "&status=held")).Count == 1 && (await JobAsync(server, job)).Text("status") is "queued");
        var held = (await server.Client.DocumentsAsync(id)).Single();
        Assert.Equal(("held", "held"), (held.Text("status"), held.Text("failure")));
        Assert.NotEmpty(held.Text("error"));
        await AssertOutOfReachAsync(server, held.Text("id"), "heliotrope");
        Assert.Equal(1, await FilesAsync(server));
        Assert.Equal(("", "0", "0"), await JobAsync(server, job) is var now ? (now.Text("finished_at"), now.Text("done"), now.Text("failed")) : default);

        await using var clamd = FakeClamd.Start(port);
        Assert.Equal(("finished", "1"), await server.Client.EndOfAsync(job) is var end ? (end.Text("status"), end.Text("done")) : default);
        var read = (await server.Client.DocumentsAsync(id)).Single();
        Assert.Equal((held.Text("id"), "ready", ""), (read.Text("id"), read.Text("status"), read.Text("failure")));
        Assert.Equal("The plan is heliotrope.", await server.Client.GetStringAsync($"documents/{held.Text("id")}/file", Token));
    }

    [Fact]
    public async Task E4_NewerVersion_IsHeldOrRefused_WhileTheOlderOneStaysFound()
    {
        string url;
        await using (var clamd = FakeClamd.Start())
        {
            url = clamd.Url;
            await using var server = Start(url);
            var id = await server.Client.CollectionAsync();
            await server.Client.UploadAsync(id, ("a.txt", "The plan is viridian."));

            await server.Client.UploadAsync(id, ("a.txt", $"heliotrope {FakeClamd.Eicar}"));

            var document = (await server.Client.DocumentsAsync(id)).Single();
            Assert.Equal(("ready", "infected"), (document.Text("status"), document.Text("failure")));
            Assert.Equal("The plan is viridian.", await server.Client.GetStringAsync($"documents/{document.Text("id")}/file", Token));
            Assert.Equal(1, await FilesAsync(server));

            // What was let in before anybody knew goes when its collection is looked at again.
            clamd.Reply = $"stream: {FakeClamd.Signature} FOUND";
            await server.Client.EndOfAsync((await server.Client.PostAsync($"collections/{id}/reindex", new { })).Body.GetProperty("job").Text("id"));
            Assert.Equal("failed", (await server.Client.DocumentsAsync(id)).Single().Text("status"));
            await AssertOutOfReachAsync(server, document.Text("id"), "viridian");
            Assert.Equal(0, await FilesAsync(server));
        }
    }

    [Fact]
    public async Task E4_JobCalledOffWhileFilesAreHeld_GivesThemUpUnseen()
    {
        var port = ServerProcess.FreePort();
        await using var server = Start($"tcp://127.0.0.1:{port}");
        var id = await server.Client.CollectionAsync();
        await using (FakeClamd.Start(port))
        {
            await server.Client.UploadAsync(id, ("a.txt", "The plan is viridian."));
        }

        using (var form = KnowledgeCalls.Form(("a.txt", "The plan is heliotrope."), ("b.txt", "The plan is magenta.")))
        {
            var job = (await KnowledgeCalls.ReadAsync(await server.Client.PostAsync($"collections/{id}/documents", form, Token))).GetProperty("job").Text("id");
            await UntilAsync(async () => (await server.Client.DocumentsAsync(id)).Count(document => document.Text("failure") is "held") == 2);
            await server.Client.PostAsync($"jobs/{job}/cancel", new { });
            Assert.Equal("cancelled", (await server.Client.EndOfAsync(job)).Text("status"));
        }

        // Nobody had the job when it was called off: the next one tidies up.
        await using var clamd = FakeClamd.Start(port);
        await server.Client.UploadAsync(id, ("c.txt", "The plan is umber."));

        var documents = (await server.Client.DocumentsAsync(id)).ToDictionary(document => document.Text("name"));
        Assert.Equal(("ready", "", ""), documents["a.txt"] is var a ? (a.Text("status"), a.Text("failure"), a.Text("error")) : default);
        Assert.Equal(("failed", "cancelled"), documents["b.txt"] is var b ? (b.Text("status"), b.Text("failure")) : default);
        Assert.Equal("The plan is viridian.", await server.Client.GetStringAsync($"documents/{documents["a.txt"].Text("id")}/file", Token));
        await AssertOutOfReachAsync(server, documents["b.txt"].Text("id"), "magenta");
        Assert.Equal(2, await FilesAsync(server));

        // It can be added again.
        Assert.Equal("2", (await server.Client.UploadAsync(id, ("a.txt", "The plan is heliotrope."), ("b.txt", "The plan is magenta."))).Text("done"));
        Assert.Equal(["ready", "ready", "ready"], (await server.Client.DocumentsAsync(id)).Select(document => document.Text("status")));
    }

    private static TestServer Start(string url) =>
        new(("Antivirus:Clamd:Url", url), ("Antivirus:Clamd:Timeout", "00:00:20"), ("Jobs:Poll", "00:00:00.05"), ("Jobs:Backoff", "00:00:00.05"));

    private static async Task AssertOutOfReachAsync(TestServer server, string document, string word)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.FetchAsync($"documents/{document}/file")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.FetchAsync($"documents/{document}/text")).Status);
        Assert.Equal("0", (await server.Client.FetchAsync($"documents/{document}/chunks")).Body.GetProperty("pagination").Text("total"));
        Assert.DoesNotContain(word, (await server.Client.PostAsync("knowledge/search", new { query = "what is the plan of heliotrope and viridian" })).Body.GetProperty("passages").GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<int> FilesAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().StoredFiles.IgnoreQueryFilters().CountAsync(Token);
    }

    private static async Task<System.Text.Json.JsonElement> JobAsync(TestServer server, string job) => (await server.Client.FetchAsync($"jobs/{job}")).Body;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
