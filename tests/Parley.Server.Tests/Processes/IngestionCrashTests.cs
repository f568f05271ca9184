using System.Net.Http.Json;
using System.Text.Json;
using Parley.Server.Tests.Knowledge;

namespace Parley.Server.Tests.Processes;

public sealed class IngestionCrashTests : IDisposable
{
    private const int Rounds = 20;
    private const int FilesPerRound = 40;

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-ingest-crash-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>
    /// Twenty times: files come into a folder, the folder and an upload are handed in, and the process is killed at a random
    /// moment of the work. What was acknowledged is there in the end, once.
    /// </summary>
    [Fact]
    public async Task I1_KillDuringIngestion_LosesNoDocumentAndHasNoneTwice()
    {
        var random = new Random(20261121);
        var folder = Directory.CreateDirectory(Path.Combine(_directory, "files")).FullName;
        var (expected, collection, midway) = (new List<string>(), "", 0);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < FilesPerRound; i++)
            {
                var name = $"r{round}-{i}.md";
                await File.WriteAllTextAsync(Path.Combine(folder, name), $"# File {name}\n\n{string.Join("\n\n", Enumerable.Range(0, 20).Select(p => $"Paragraph {p} of {name}."))}", TestContext.Current.CancellationToken);
                expected.Add(name);
            }

            await using var server = await StartAsync(folder);
            collection = collection.Length > 0 ? collection : await server.Client.CollectionAsync();
            await AddAsync(server, collection, folder, round, expected);
            await Task.Delay(random.Next(300, 4500), TestContext.Current.CancellationToken);
            midway += (await JobsAsync(server)).Any(job => job.GetProperty("finished_at").ValueKind is JsonValueKind.Null && job.GetProperty("done").GetInt32() + job.GetProperty("skipped").GetInt32() > 0) ? 1 : 0;
            await server.KillAsync();
        }

        await using var last = await StartAsync(folder);
        foreach (var job in await JobsAsync(last))
        {
            Assert.Equal(("finished", "0"), await last.Client.EndOfAsync(job.Text("id")) is var end ? (end.Text("status"), end.Text("failed")) : default);
        }

        var documents = await AllAsync(last, collection);
        Assert.Equal(expected.Order(StringComparer.Ordinal), documents.Select(d => d.Text("name")).Order(StringComparer.Ordinal));
        Assert.All(documents, document => Assert.Equal(("ready", 1), (document.Text("status"), document.GetProperty("generation").GetInt32())));
        foreach (var document in documents.Where((_, i) => i % 97 == 0))
        {
            var chunks = (await last.Client.GetFromJsonAsync<JsonElement>($"documents/{document.Text("id")}/chunks?limit=200", TestContext.Current.CancellationToken)).GetProperty("data");
            Assert.Equal(document.GetProperty("chunks").GetInt32(), chunks.GetArrayLength());
            Assert.Equal(chunks.GetArrayLength(), chunks.EnumerateArray().Select(chunk => chunk.GetProperty("start").GetInt32()).Distinct().Count());
        }

        Assert.True(midway >= 3, $"Only {midway} of {Rounds} kills came in the middle of a job: the test does not test what it should.");
    }

    private Task<ServerProcess> StartAsync(string folder) => ServerProcess.StartAsync(_directory, ("KNOWLEDGE_FOLDERS", folder), ("APP_LOG_LEVEL", "error"));

    private static async Task AddAsync(ServerProcess server, string collection, string folder, int round, List<string> expected)
    {
        var name = $"upload-{round}.txt";
        using var form = KnowledgeCalls.Form((name, $"Uploaded in round {round}."));
        await KnowledgeCalls.ReadAsync(await server.Client.PostAsync($"collections/{collection}/documents", form, TestContext.Current.CancellationToken));
        expected.Add(name);
        await KnowledgeCalls.ReadAsync(await server.Client.PostAsJsonAsync($"collections/{collection}/folders", new { path = folder }, TestContext.Current.CancellationToken));
    }

    private static async Task<List<JsonElement>> JobsAsync(ServerProcess server) =>
        [.. (await server.Client.GetFromJsonAsync<JsonElement>("jobs?limit=100", TestContext.Current.CancellationToken)).GetProperty("data").EnumerateArray()];

    private static async Task<List<JsonElement>> AllAsync(ServerProcess server, string collection)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var page = await server.Client.GetFromJsonAsync<JsonElement>($"collections/{collection}/documents?limit=200&offset={all.Count}", TestContext.Current.CancellationToken);
            all.AddRange(page.GetProperty("data").EnumerateArray());
            if (!page.GetProperty("pagination").GetProperty("has_more").GetBoolean())
            {
                return all;
            }
        }
    }
}
