using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Server.Tests.Accounts;
using Parley.Server.Tests.Authorization.Matrix;

namespace Parley.Server.Tests.Knowledge;

/// <summary>What is deleted is nowhere any more.</summary>
public sealed class DeletionTests
{
    private const string Canary = "zirkonfalter";
    private const string Misspelt = "zirkonfaltrr";

    [Theory, InlineData(false), InlineData(true)]
    public async Task E4_DeletedUpload_LeavesNoRowVectorTermFileOrAnswer(bool wholeCollection)
    {
        await using var server = new TestServer(("Caches:Exact", "all"));
        var id = await server.Client.CollectionAsync(new { name = "Deleted" });
        await server.Client.UploadAsync(id, ("kept.md", "# Herbs\n\nBasil wants light and water."), ("gone.md", $"# The {Canary}\n\nThe {Canary} is a rare moth that flies by night."));
        var documents = await server.Client.DocumentsAsync(id);
        var gone = documents.Single(d => d.Text("name") == "gone.md").Text("id");

        // 1. Everything that is derived has been derived: rows, vectors, the index of words, the spelling, a remembered answer.
        Assert.Contains(gone, await SearchAsync(server, Canary), StringComparison.Ordinal);
        Assert.Contains(gone, await SearchAsync(server, Misspelt), StringComparison.Ordinal);
        Assert.Equal(["knowledge_bodies", "knowledge_chunks", "knowledge_documents", "knowledge_files"], await TablesAsync(server, Canary));
        Assert.Contains("knowledge_vectors", await TablesAsync(server, IdOf(gone)));
        server.Model.AlwaysSays = ["A moth [1]."];
        Assert.Equal("MISS", await AskAsync(server));
        Assert.Equal("HIT", await AskAsync(server));

        // 2. It is deleted.
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.CallAsync(HttpMethod.Delete, wholeCollection ? $"collections/{id}" : $"documents/{gone}")).Status);

        // 3. Nothing of it is left; of the conversations about it, what was shown in them.
        Assert.Empty((await TablesAsync(server, Canary)).Except(["messages", "turns", "turn_events"]));
        var left = (await TablesAsync(server, IdOf(gone))).Where(table => table.StartsWith("knowledge_", StringComparison.Ordinal));
        Assert.Equal(wholeCollection ? [] : ["knowledge_documents"], left);
        Assert.DoesNotContain(gone, await SearchAsync(server, Canary), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, (await SearchAsync(server, Misspelt)).Replace(Misspelt, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("MISS", await AskAsync(server));
        Assert.Empty(FilesWith(server, Canary));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.FetchAsync($"documents/{gone}/file")).Status);
    }

    private static async Task<string> SearchAsync(TestServer server, string query) =>
        (await server.Client.PostAsync("knowledge/search", new { query })).Body.GetRawText();

    private static async Task<string> AskAsync(TestServer server)
    {
        var answer = await server.Client.PostAsync("chat", new { message = "What is it?", use_rag = true, temperature = 0 });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Response.Headers.GetValues("X-Cache").Single();
    }

    /// <summary>The tables in which something of it stands.</summary>
    private static async Task<List<string>> TablesAsync(TestServer server, string text)
    {
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(text));
        return [.. (await DatabaseState.ReadAsync(server.Services, (_, _) => true))
            .Where(row => row.Contains(text, StringComparison.OrdinalIgnoreCase) || row.Contains(hex, StringComparison.OrdinalIgnoreCase))
            .Select(row => row[..row.IndexOf(':', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string IdOf(string document) => EntityId.Parse<DocumentId>(document).Value.ToString();

    // Besides the database itself, whose pages are used again, and the lock of this process.
    private static List<string> FilesWith(TestServer server, string text)
    {
        var folder = server.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDir;
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).Contains(".db", StringComparison.Ordinal) && Path.GetExtension(path) is not ".lock")
            .Where(path =>
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new MemoryStream();
                file.CopyTo(content);
                return content.ToArray().AsSpan().IndexOf(bytes) >= 0;
            })];
    }
}
