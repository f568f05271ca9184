using System.Net.Http.Json;
using System.Text.Json;
using Parley.Server.Tests.Knowledge;

namespace Parley.Server.Tests.Processes;

public sealed class IngestionCrashTests : IDisposable
{
    private const int Rounds = 20;

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-ingest-crash-").FullName;
    private readonly CrashFolder _folder;

    public IngestionCrashTests() => _folder = new CrashFolder(Path.Combine(_directory, "files"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>
    /// Twenty times: files of a folder are added, copied, changed, renamed and deleted, the folder and an upload are handed in, and the process is
    /// killed when a part of it has been done that chance decides. In the end everything acknowledged is there once, as it is by now.
    /// </summary>
    [Fact]
    public async Task I1_KillDuringIngestion_LosesNoDocumentHasNoneTwiceAndFollowsTheFolder()
    {
        var random = new Random(20261121);
        var (collection, uploads, midway) = ("", new List<string>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            _folder.Change(round, random);
            await using var server = await StartAsync();
            collection = collection.Length > 0 ? collection : await server.Client.CollectionAsync();
            uploads.Add($"upload-{round}.txt");
            var job = await AddAsync(server, collection, uploads[^1]);
            midway += await IsMidwayAsync(server, job, random.NextDouble()) ? 1 : 0;
            await Task.Delay(random.Next(20), Token);
            await server.KillAsync();
        }

        await using var last = await StartAsync();
        foreach (var job in (await last.Client.GetFromJsonAsync<JsonElement>("jobs?limit=100", Token)).GetProperty("data").EnumerateArray())
        {
            Assert.Equal(("finished", "0"), await last.Client.EndOfAsync(job.Text("id")) is var end ? (end.Text("status"), end.Text("failed")) : default);
        }

        Assert.True(midway >= Rounds * 3 / 4, $"Only {midway} of {Rounds} kills came in the middle of a job: the test does not test what it should.");
        await CheckAsync(last, await AllAsync(last, collection), uploads);
    }

    private async Task CheckAsync(ServerProcess server, List<JsonElement> documents, List<string> uploads)
    {
        Assert.Equal(_folder.Texts.Keys.Concat(uploads).Order(StringComparer.Ordinal), documents.SelectMany(NamesOf).Order(StringComparer.Ordinal));
        Assert.Equal(_folder.Texts.Values.Distinct().Count() + uploads.Count, documents.Count);
        Assert.Contains(documents, document => NamesOf(document).Skip(1).Any());
        Assert.All(documents, document => Assert.Equal(("ready", ""), (document.Text("status"), document.Text("failure"))));
        Assert.All(documents, document => Assert.InRange(document.GetProperty("generation").GetInt32(), 1, _folder.WasChanged(document.Text("name")) ? 2 : 1));
        foreach (var document in documents.Where((document, i) => i % 23 == 0 || NamesOf(document).Skip(1).Any() || _folder.WasChanged(document.Text("name"))))
        {
            foreach (var written in NamesOf(document).Where(_folder.Texts.ContainsKey).Select(name => _folder.Texts[name]))
            {
                Assert.Equal(written, (await server.Client.GetFromJsonAsync<JsonElement>($"documents/{document.Text("id")}/text", Token)).Text("text"));
            }

            var chunks = (await server.Client.GetFromJsonAsync<JsonElement>($"documents/{document.Text("id")}/chunks?limit=200", Token)).GetProperty("data");
            Assert.Equal(document.GetProperty("chunks").GetInt32(), chunks.GetArrayLength());
            Assert.Equal(chunks.GetArrayLength(), chunks.EnumerateArray().Select(chunk => chunk.GetProperty("start").GetInt32()).Distinct().Count());
        }

        // A gone file's words are found no more.
        var found = await KnowledgeCalls.ReadAsync(await server.Client.PostAsJsonAsync("knowledge/search", new { query = "gone files", top = 20, mode = "keyword" }, Token));
        Assert.DoesNotContain(found.GetProperty("passages").EnumerateArray(), passage => _folder.Gone.Any(name => passage.Text("text").Contains(name, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> NamesOf(JsonElement document) => [document.Text("name"), .. document.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>Waits until a part of the job is done.</summary>
    /// <returns>Whether some of it was still to be done then.</returns>
    private static async Task<bool> IsMidwayAsync(ServerProcess server, string job, double part)
    {
        while (true)
        {
            var now = await server.Client.GetFromJsonAsync<JsonElement>($"jobs/{job}", Token);
            var (total, done) = (now.GetProperty("total").GetInt32(), now.GetProperty("done").GetInt32() + now.GetProperty("skipped").GetInt32());
            if (now.GetProperty("finished_at").ValueKind is not JsonValueKind.Null || (done > 0 && done >= total * part))
            {
                return now.GetProperty("finished_at").ValueKind is JsonValueKind.Null && done < total;
            }

            await Task.Delay(15, Token);
        }
    }

    private Task<ServerProcess> StartAsync() =>
        ServerProcess.StartAsync(_directory, ("KNOWLEDGE_FOLDERS", _folder.Path), ("APP_LOG_LEVEL", "error"), ("Jobs__Poll", "00:00:00.1"), ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_QuickJitForLoops", "0"));

    private async Task<string> AddAsync(ServerProcess server, string collection, string upload)
    {
        using var form = KnowledgeCalls.Form((upload, $"Uploaded as {upload}."));
        await KnowledgeCalls.ReadAsync(await server.Client.PostAsync($"collections/{collection}/documents", form, Token));
        return (await KnowledgeCalls.ReadAsync(await server.Client.PostAsJsonAsync($"collections/{collection}/folders", new { path = _folder.Path }, Token))).GetProperty("job").Text("id");
    }

    private static async Task<List<JsonElement>> AllAsync(ServerProcess server, string collection)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var page = await server.Client.GetFromJsonAsync<JsonElement>($"collections/{collection}/documents?limit=200&offset={all.Count}", Token);
            all.AddRange(page.GetProperty("data").EnumerateArray());
            if (!page.GetProperty("pagination").GetProperty("has_more").GetBoolean())
            {
                return all;
            }
        }
    }
}
