using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Server.Tests.Accounts;
using Parley.Testing;

namespace Parley.Server.Tests.Knowledge;

/// <summary>Section E of the security checklist through the front door: what is sent as a file, and under which name.</summary>
public sealed class HostileUploadTests : IAsyncDisposable
{
    private readonly TestServer _server = new(("Knowledge:Ingestion:Embed", "false"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task E1_BombsAmongFiles_AreRefusedWithTheirReason_AndTheRestIsRead()
    {
        var id = await _server.Client.CollectionAsync();
        var entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document xmlns:w=\"urn:w\"><w:body><w:t>&b;</w:t></w:body></w:document>";
        var external = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"urn:w\"><w:body><w:t>&a;</w:t></w:body></w:document>";

        var reasons = await ReasonsAsync(id,
            ("bomb.docx", Docx(stream => Repeat(stream, "<w:document xmlns:w=\"urn:w\"><w:body>", "<w:p/><w:p/><w:p/><w:p/>", 100_000_000))),
            ("entities.docx", Docx(stream => stream.Write(Encoding.UTF8.GetBytes(entities)))), ("external.docx", Docx(stream => stream.Write(Encoding.UTF8.GetBytes(external)))),
            ("deep.json", Encoding.ASCII.GetBytes(new string('[', 100_000) + new string(']', 100_000))), ("fine.txt", "Fine."u8.ToArray()));

        Assert.Equal(["bomb.docx: too_large", "deep.json: too_large", "entities.docx: broken", "external.docx: broken", "fine.txt: "], reasons);
        Assert.Equal(HttpStatusCode.OK, (await _server.Client.FetchAsync("health")).Status);
    }

    [Fact]
    public async Task E2_FileNames_AreShownPlainAndNeverPathsOfTheServer()
    {
        var (folder, before) = (Folder, Entries());
        var id = await _server.Client.CollectionAsync();
        var names = Names();
        foreach (var part in names.Chunk(100))
        {
            using var body = new ByteArrayContent(Multipart(part.Select((name, i) => (name, $"Content {i} of {name.Length}: {Guid.NewGuid()}"))));
            body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
            var job = await KnowledgeCalls.ReadAsync(await _server.Client.PostAsync($"collections/{id}/documents", body, Token));
            Assert.Equal("finished", (await _server.Client.EndOfAsync(job.GetProperty("job").Text("id"))).Text("status"));
        }

        var documents = await DocumentsAsync(id);
        Assert.NotEmpty(documents);
        Assert.All(documents.Select(document => document.Text("name")), name =>
        {
            Assert.DoesNotContain(name, char.IsControl);
            Assert.DoesNotContain(name.Split('/'), part => part is "" or "." or "..");
            Assert.DoesNotContain('\\', name);
        });
        foreach (var document in documents.Where(document => document.Text("status") == "ready").Take(40))
        {
            using var file = await _server.Client.GetAsync($"documents/{document.Text("id")}/file", Token);
            var disposition = file.Content.Headers.ContentDisposition!;
            Assert.Equal("attachment", disposition.DispositionType);
            Assert.DoesNotContain("/", $"{disposition.FileName}{disposition.FileNameStar}", StringComparison.Ordinal);
        }

        // Nothing lies anywhere but in the database: neither beside the data nor in the place where uploads are put aside.
        Assert.Equal(before, Entries());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "uploads")));
    }

    [Fact]
    public async Task E3_FilesThatAreNotWhatTheySay_AreRefusedOrOnlyText()
    {
        var id = await _server.Client.CollectionAsync();
        byte[] office = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage")];

        var reasons = await ReasonsAsync(id,
            ("a.js", "%PDF-1.4\n/*\n*/ alert(1)"u8.ToArray()), ("b.html", "GIF89a<html><script>alert(1)</script>"u8.ToArray()), ("c.pdf", "PK\u0003\u0004%PDF-1.4"u8.ToArray()),
            ("d.txt", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]), ("e.pdf.exe", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]), ("f.xlsx", office),
            ("g.html", "<title>T</title><script>alert(1)</script><p onclick=alert(1)>shown</p>"u8.ToArray()), ("h.svg", "<svg onload=alert(1)><text>drawn</text></svg>"u8.ToArray()));

        Assert.Equal(["a.js: mislabelled", "b.html: mislabelled", "c.pdf: mislabelled", "d.txt: mislabelled", "e.pdf.exe: unsupported", "f.xlsx: encrypted", "g.html: "], reasons.Where(reason => reason[0] != 'h'));
        var page = (await DocumentsAsync(id)).Single(document => document.Text("name") == "g.html").Text("id");
        Assert.Equal("shown", (await _server.Client.FetchAsync($"documents/{page}/text")).Text("text").Trim());
    }

    [Fact]
    public async Task C7_WebPagesAndPictures_AreOnlySentAsAttachmentsThatNothingRunsIn()
    {
        var id = await _server.Client.CollectionAsync();
        await ReasonsAsync(id, ("a.html", "<script>alert(1)</script><p>shown</p>"u8.ToArray()), ("b.txt", "<svg onload=alert(1)></svg> words"u8.ToArray()), ("c.xml", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>drawn</text></svg>"u8.ToArray()));
        foreach (var document in await DocumentsAsync(id))
        {
            using var file = await _server.Client.GetAsync($"documents/{document.Text("id")}/file", Token);

            Assert.Equal(("attachment", "application/octet-stream"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentType!.MediaType));
            Assert.Equal("nosniff", file.Header("X-Content-Type-Options"));
            Assert.Contains("sandbox", file.Header("Content-Security-Policy"), StringComparison.Ordinal);
        }
    }

    private string Folder => _server.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDir;

    private List<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Where(name => name is not "uploads" && !name.Contains(".db-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<List<JsonElement>> DocumentsAsync(string id) => await _server.Client.DocumentsAsync(id);

    /// <summary>What became of each: its name, and why it was refused.</summary>
    private async Task<List<string>> ReasonsAsync(string id, params (string Name, byte[] Content)[] files)
    {
        using var form = KnowledgeCalls.Form(files);
        var job = (await KnowledgeCalls.ReadAsync(await _server.Client.PostAsync($"collections/{id}/documents", form, Token))).GetProperty("job").Text("id");
        Assert.Equal("finished", (await _server.Client.EndOfAsync(job)).Text("status"));
        var items = (await _server.Client.FetchAsync($"jobs/{job}/items?limit=100")).Body.GetProperty("data").EnumerateArray();
        return [.. items.Select(item => $"{item.Text("name")}: {item.Text("failure")}").Order(StringComparer.Ordinal)];
    }

    private static List<string> Names()
    {
        List<string> names =
        [
            "../../../../tmp/parley-escaped.txt", "..\\..\\escaped.txt", "/etc/cron.d/escaped.txt", "C:\\escaped.txt", "....//....//escaped.txt", "%2e%2e%2fescaped.txt", "a\0b.txt",
            "CON.txt", "x;rm -rf ~.txt", "<img src=x onerror=alert(1)>.txt", "\u202Etxt.exe.txt", "a\r\nSet-Cookie: x=1.txt", new string('a', 5000) + ".txt", "/", "..", " ", "\"quoted\".txt", "~/escaped.txt",
        ];
        var more = Path.Combine(Repository.Root, "..", "shared", "data", "security", "filenames.jsonl");
        if (File.Exists(more))
        {
            names.AddRange(File.ReadLines(more).Select(line => JsonDocument.Parse(line).RootElement.Text("name")));
        }

        return names;
    }

    // By hand, because clients refuse to send what attackers do.
    private static byte[] Multipart(IEnumerable<(string Name, string Text)> files)
    {
        var body = new StringBuilder();
        foreach (var (name, text) in files)
        {
            body.Append("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.txt\"; filename*=UTF-8''").Append(Uri.EscapeDataString(name)).Append("\r\n\r\n").Append(text).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(body.Append("--b--\r\n").ToString());
    }

    private static byte[] Docx(Action<Stream> document)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var relationships = archive.CreateEntry("_rels/.rels").Open())
            {
                relationships.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"u8);
            }

            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.Optimal).Open();
            document(part);
        }

        return file.ToArray();
    }

    private static void Repeat(Stream stream, string begin, string part, long bytes)
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 64 * 1024 / part.Length)));
        stream.Write(Encoding.ASCII.GetBytes(begin));
        for (var written = 0L; written < bytes; written += block.Length)
        {
            stream.Write(block);
        }
    }
}
