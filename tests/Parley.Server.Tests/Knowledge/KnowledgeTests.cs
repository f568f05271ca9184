using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Knowledge;

public sealed class KnowledgeTests : IAsyncDisposable
{
    private readonly TestServer _server = new(
        ("Knowledge:Reading:MaxFileBytes", "20000"), ("Knowledge:Ingestion:MaxUploadFiles", "5"), ("Knowledge:Ingestion:MaxUploadBytes", "1048576"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Collection_MadeChangedDeleted_RoundTrip()
    {
        var made = await KnowledgeCalls.ReadAsync(await _server.Client.PostAsJsonAsync(
            "collections", new { name = " Handbook ", description = "How we work", chunking = new { chunker = "recursive", tokens = 128, overlap = 16 } }, TestContext.Current.CancellationToken));
        var id = made.Text("id");
        Assert.Equal(("Handbook", "private", "True", "128"), (made.Text("name"), made.Text("sharing"), made.Text("mine"), made.GetProperty("chunking").Text("tokens")));

        Assert.Equal(HttpStatusCode.Conflict, (await _server.Client.PostAsync("collections", new { name = "Handbook" })).Status);
        var changed = await _server.Client.PatchAsync($"collections/{id}", new { description = "", sharing = "tenant", chunking = new { } });
        Assert.Equal(("Handbook", "", "tenant", ""), (changed.Text("name"), changed.Text("description"), changed.Text("sharing"), changed.Text("chunking")));

        await _server.Client.UploadAsync(id, ("a.txt", "Some text."));
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.CallAsync(HttpMethod.Delete, $"collections/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.FetchAsync($"collections/{id}")).Status);
        Assert.Equal("0", (await _server.Client.FetchAsync("collections")).Body.GetProperty("pagination").Text("total"));
    }

    [Fact]
    public async Task Upload_IsReadFoundShownAndDownloaded()
    {
        var id = await _server.Client.CollectionAsync();
        var job = await _server.Client.UploadAsync(id, ("guide/codes.md", "# Codes\n\nThe socket closes with 4001 😀 when nobody is signed in."), ("b.docx", "no zip"), ("../../etc/passwd.txt", "Bread and water."));

        Assert.Equal(("finished", "2", "1"), (job.Text("status"), job.Text("done"), job.Text("failed")));
        var failed = await _server.Client.FetchAsync($"jobs/{job.Text("id")}/items?status=failed");
        Assert.Equal("b.docx", failed.Body.GetProperty("data")[0].Text("name"));
        Assert.NotEmpty(failed.Body.GetProperty("data")[0].Text("error"));
        var documents = await _server.Client.DocumentsAsync(id);
        Assert.Equal(["b.docx", "etc/passwd.txt", "guide/codes.md"], documents.Select(d => d.Text("name")).Order(StringComparer.Ordinal));
        Assert.Single(await _server.Client.DocumentsAsync(id, "&status=failed"));
        Assert.Single(await _server.Client.DocumentsAsync(id, "&q=CODES"));
        var counts = (await _server.Client.FetchAsync($"collections/{id}")).Body.GetProperty("documents");
        Assert.Equal(("3", "2", "0", "1"), (counts.Text("total"), counts.Text("ready"), counts.Text("pending"), counts.Text("failed")));

        var document = documents.Single(d => d.Text("name") == "guide/codes.md").Text("id");
        var chunk = (await _server.Client.FetchAsync($"documents/{document}/chunks")).Body.GetProperty("data").EnumerateArray().Last();
        var (start, end) = (chunk.GetProperty("start").GetInt32(), chunk.GetProperty("end").GetInt32());
        var part = await _server.Client.FetchAsync($"documents/{document}/text?start={start}&length={end - start}");
        Assert.Equal(chunk.Text("text"), part.Text("text"));
        Assert.Equal("Codes", chunk.Text("section"));
        var emoji = await _server.Client.FetchAsync($"documents/{document}/text?start={part.Body.Text("text").IndexOf("😀", StringComparison.Ordinal) + start + 1}&length=1");
        Assert.Equal("😀", emoji.Text("text"));

        using var file = await _server.Client.GetAsync($"documents/{document}/file", TestContext.Current.CancellationToken);
        Assert.Equal(("attachment", "application/octet-stream", "nosniff"),
            (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentType!.MediaType, file.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.StartsWith("# Codes", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var found = await _server.Client.PostAsync("knowledge/search", new { query = "which code does the socket close with", top = 3 });
        Assert.Equal(document, found.Body.GetProperty("passages")[0].Text("document_id"));
        Assert.NotEmpty(found.Body.GetProperty("stages").EnumerateArray());

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.CallAsync(HttpMethod.Delete, $"documents/{document}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.FetchAsync($"documents/{document}/text")).Status);
        Assert.DoesNotContain("4001", (await _server.Client.PostAsync("knowledge/search", new { query = "which code does the socket close with" })).Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfTheSameContent_IsShownAsOneDocumentWithItsOtherNames()
    {
        var id = await _server.Client.CollectionAsync();
        await _server.Client.UploadAsync(id, ("a.txt", "Bread and water."), ("b.txt", "Bread and water."), ("c.txt", "Wine."));

        var documents = await _server.Client.DocumentsAsync(id);
        Assert.Equal(["a.txt: b.txt", "c.txt: "], documents.Select(d => $"{d.Text("name")}: {Names(d)}"));
        Assert.Equal(documents[0].Text("id"), Assert.Single(await _server.Client.DocumentsAsync(id, "&q=B.TX")).Text("id"));
        Assert.Equal(["1", "0"], documents.Select(d => d.Text("names_total")));
        Assert.Equal("b.txt", Names((await _server.Client.FetchAsync($"documents/{documents[0].Text("id")}")).Body));

        static string Names(JsonElement document) => string.Join(' ', document.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
    }

    /// <summary>"invoice\u202Efdp.txt" would be read as "invoicetxt.pdf".</summary>
    [Fact]
    public async Task Names_ThatTurnRoundWhatStandsBesideThem_AreShownWithoutThat()
    {
        var id = await _server.Client.CollectionAsync();
        var job = await _server.Client.UploadAsync(id, ("invoice\u202Efdp.txt", "Bread and water."), ("\u2066wine\u2069.txt", "Bread and water."));

        var document = Assert.Single(await _server.Client.DocumentsAsync(id));
        var found = (await _server.Client.PostAsync("knowledge/search", new { query = "bread" })).Body.GetProperty("passages")[0];
        var items = (await _server.Client.FetchAsync($"jobs/{job.Text("id")}/items")).Body.GetProperty("data").EnumerateArray().Select(item => item.Text("name"));

        Assert.Equal(["invoicefdp.txt", "wine.txt"], document.GetProperty("names").EnumerateArray().Select(name => name.GetString()).Append(document.Text("name")).Order());
        Assert.Equal(document.Text("name"), found.Text("title"));
        Assert.Equal(["invoicefdp.txt", "wine.txt"], items.Order());
    }

    [Fact]
    public async Task Outline_HasEveryHeadingWithItsSection_WhateverPartOfTheTextIsRead()
    {
        var id = await _server.Client.CollectionAsync();
        var text = string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"{(i % 3 == 0 ? "#" : "##")} Heading {i}\n\nWords of {i}."));
        await _server.Client.UploadAsync(id, ("long.md", text), ("plain.txt", "No heading."));
        var documents = await _server.Client.DocumentsAsync(id);
        var document = documents.Single(d => d.Text("name") == "long.md").Text("id");

        var part = await _server.Client.FetchAsync($"documents/{document}/text?start=0&length=100");
        var outline = (await _server.Client.FetchAsync($"documents/{document}/outline")).Body;
        var later = (await _server.Client.FetchAsync($"documents/{document}/outline?limit=2&offset=57")).Body;

        Assert.True(part.Body.GetProperty("sections").GetArrayLength() < 10);
        Assert.Equal("60", outline.GetProperty("pagination").Text("total"));
        var entries = outline.GetProperty("data").EnumerateArray().ToList();
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal((text.IndexOf($"{(i % 3 == 0 ? "#" : "##")} Heading {i}\n", StringComparison.Ordinal), $"Heading {i}", i % 3 == 0 ? 1 : 2),
                (entries[i].GetProperty("start").GetInt32(), entries[i].Text("title"), entries[i].GetProperty("level").GetInt32()));
            var next = i % 3 == 0 ? i + 3 : i + 1;
            Assert.Equal(next < 60 ? entries[next].GetProperty("start").GetInt32() : text.Length, entries[i].GetProperty("end").GetInt32());
        }

        Assert.Equal(["Heading 57", "Heading 58"], later.GetProperty("data").EnumerateArray().Select(entry => entry.Text("title")));
        Assert.Empty((await _server.Client.FetchAsync($"documents/{documents.Single(d => d.Text("name") == "plain.txt").Text("id")}/outline")).Body.GetProperty("data").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Client.FetchAsync($"documents/{document}/outline?limit=5001")).Status);
    }

    [Fact]
    public async Task Upload_BeyondABound_IsRefusedAndKeepsNothing()
    {
        var id = await _server.Client.CollectionAsync();
        async Task<HttpStatusCode> SendAsync(HttpContent content)
        {
            using (content)
            {
                using var answer = await _server.Client.PostAsync($"collections/{id}/documents", content, TestContext.Current.CancellationToken);
                return answer.StatusCode;
            }
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(KnowledgeCalls.Form(("a.txt", new byte[20_001]))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(KnowledgeCalls.Form([.. Enumerable.Range(0, 6).Select(i => ($"{i}.txt", "x"))])));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SendAsync(JsonContent.Create(new { a = 1 })));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(KnowledgeCalls.Form(Array.Empty<(string, string)>())));
        var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nhalf", Encoding.UTF8);
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(broken));

        Assert.Empty(await _server.Client.DocumentsAsync(id));
        Assert.Equal("0", (await _server.Client.FetchAsync("jobs")).Body.GetProperty("pagination").Text("total"));
    }

    [Theory]
    [InlineData("collections", """{ "name": "" }""", "name")]
    [InlineData("collections", """{ "name": "a\u0000" }""", "name")]
    [InlineData("collections", """{ "name": "a", "sharing": "everybody" }""", "sharing")]
    [InlineData("collections", """{ "name": "a", "sharing": "groups" }""", "groups")]
    [InlineData("collections", """{ "name": "a", "groups": ["grp_01m7y90072fs4rdswz6h1nhnq7"] }""", "groups")]
    [InlineData("collections", """{ "name": "a", "chunking": { "tokens": 5 } }""", "chunking.tokens")]
    [InlineData("collections", """{ "name": "a", "chunking": { "chunker": "axe" } }""", "chunking.chunker")]
    [InlineData("collections/{id}/urls", """{ "urls": [] }""", "urls")]
    [InlineData("collections/{id}/urls", """{ "urls": ["https://example.com/", "http://169.254.169.254/"] }""", "urls[1]")]
    [InlineData("collections/{id}/folders", """{ "path": "/etc" }""", "path")]
    [InlineData("knowledge/search", """{ "query": " " }""", "query")]
    [InlineData("knowledge/search", """{ "query": "x", "mode": "magic" }""", "mode")]
    [InlineData("knowledge/search", """{ "query": "x", "top": 1000 }""", "top")]
    [InlineData("knowledge/search", """{ "query": "x", "collections": [] }""", "collections")]
    [InlineData("knowledge/search", """{ "query": "x", "filter": { "tags": [] } }""", "filter.tags")]
    [InlineData("knowledge/search", """{ "query": "x", "filter": { "tags": [null], "languages": [null] } }""", "filter.languages")]
    [InlineData("knowledge/search", """{ "query": "x", "filter": { "documents": [] } }""", "filter.documents")]
    [InlineData("knowledge/search", """{ "query": "x", "filter": { "media_types": 1 } }""", "filter.media_types")]
    [InlineData("chat", """{ "message": "x", "collections": [] }""", "collections")]
    [InlineData("chat", """{ "message": "x", "use_rag": true, "collections": [] }""", "collections")]
    public async Task BadBody_NamesTheField(string path, string body, string field)
    {
        path = path.Contains("{id}", StringComparison.Ordinal) ? path.Replace("{id}", await _server.Client.CollectionAsync(), StringComparison.Ordinal) : path;

        var answer = await _server.Client.PostAsync(path, JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(field, answer.WrongFields);
    }

    [Theory]
    [InlineData("""{ "query": "x", "collections": "a" }""", "collections: Must be a list of ids.")]
    [InlineData("""{ "query": "x", "collections": [1] }""", "collections: Must be a list of ids.")]
    [InlineData("""{ "query": "x", "filter": { "tags": "a" } }""", "filter.tags: Must be a list of texts.")]
    [InlineData("""{ "query": "x", "filter": [] }""", "filter: Must be an object.")]
    [InlineData("""{ "query": "x", "filter": { "from": "soon" } }""", "filter.from: Must be a date such as 2026-01-31.")]
    [InlineData("""{ "query": "x", "filters": { } }""",
        "filters: Is not known. There are query, collections, top, mode, fusion, strategy, expansion, min_score, spelling, reranking, diversity, half_life_days, filter.")]
    [InlineData("""{ "query": "x", "filter": { "tag": ["a"] } }""", "filter.tag: Is not known. There are documents, media_types, languages, tags, from, to.")]
    [InlineData("""{ "query": "x", "filter": { "tags": "a", "colour": null } }""",
        "filter.tags: Must be a list of texts. filter.colour: Is not known. There are documents, media_types, languages, tags, from, to.")]
    public async Task Search_WrongKindOfField_SaysWhichWouldBeRight(string body, string expected)
    {
        var answer = await _server.Client.PostAsync("knowledge/search", JsonDocument.Parse(body).RootElement);

        Assert.Equal((HttpStatusCode.BadRequest, expected), (answer.Status, answer.Text("detail")));
    }

    [Fact]
    public async Task Events_OfAJob_EndWithIt()
    {
        var id = await _server.Client.CollectionAsync();
        using var form = KnowledgeCalls.Form(("a.txt", "One."), ("b.txt", "Two."));
        var job = (await KnowledgeCalls.ReadAsync(await _server.Client.PostAsync($"collections/{id}/documents", form, TestContext.Current.CancellationToken))).GetProperty("job").Text("id");

        using var stream = await _server.Client.GetAsync($"jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var events = await Sse.ReadAllAsync(stream);

        Assert.All(events.SkipLast(1), item => Assert.Equal("progress", item.Event));
        Assert.Equal(("end", "finished", "2"), (events[^1].Event, events[^1].Data.Text("status"), events[^1].Data.Text("done")));
        var cancelled = await _server.Client.PostAsync($"jobs/{job}/cancel", new { });
        Assert.Equal((HttpStatusCode.OK, "finished"), (cancelled.Status, cancelled.Text("status")));
    }
}
