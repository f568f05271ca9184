using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Section E of the security checklist, as far as it concerns files: bombs, external entities, lies about names and sizes.</summary>
public sealed class HostileFileTests
{
    private const string Root = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    private const string Begin = "<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>hello</w:t></w:r></w:p>";
    private const string End = "</w:body></w:document>";

    [Fact]
    public async Task E1_ZipBomb_IsRefusedInLittleTimeAndMemory() =>
        await AssertCheaplyRefusedAsync(Docx(stream => Repeat(stream, Begin, "<w:p/><w:p/><w:p/><w:p/>", 300_000_000, End)), ReadFailure.TooLarge);

    [Fact]
    public async Task E1_OneEndlessText_IsRefusedInLittleTimeAndMemory() =>
        await AssertCheaplyRefusedAsync(Docx(stream => Repeat(stream, Begin + "<w:t>", "aaaaaaaaaaaaaaaa", 300_000_000, "</w:t>" + End)), ReadFailure.TooLarge);

    [Fact]
    public async Task E1_EverNewNames_AreRefusedInLittleTimeAndMemory() => await AssertCheaplyRefusedAsync(
        Docx(stream => stream.Write(Encoding.ASCII.GetBytes(Begin + string.Concat(Enumerable.Range(0, 500_000).Select(i => $"<w:n{i}/>")) + End))), ReadFailure.TooLarge);

    [Fact]
    public async Task E1_ManyParts_AreRefused()
    {
        var file = Zip([("_rels/.rels", Root), .. Enumerable.Range(0, 10_001).Select(i => ($"word/p{i}.xml", "<a/>"))]);

        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.docx", file));
    }

    [Fact]
    public async Task E1_DeepNesting_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:x>", 100_000)) + string.Concat(Enumerable.Repeat("</w:x>", 100_000));

        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.docx", Docx(Begin + deep + End)));
        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.json", Encoding.ASCII.GetBytes(new string('[', 100_000) + new string(']', 100_000))));
        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.docx", Docx(Begin + "<w:del>" + deep + "</w:del>" + End)));
    }

    [Fact]
    public async Task E1_ArchiveWithinAnArchive_IsNotOpened()
    {
        var inner = Zip([("bomb.xml", new string('x', 1_000_000))]);
        using var stream = new MemoryStream(Docx(Begin + End));
        using var outer = new MemoryStream();
        stream.CopyTo(outer);
        using (var archive = new ZipArchive(outer, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var embedded = archive.CreateEntry("word/embeddings/inner.zip").Open();
            embedded.Write(inner);
        }

        Assert.Equal("hello", (await Reading.ReadAsync("a.docx", outer.ToArray())).Text.Trim());
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>", "&c;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "&a;")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">", "")]
    [InlineData("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>", "")]
    public async Task E1_Entities_AreNeitherExpandedNorFetched(string type, string use) =>
        Assert.Equal(ReadFailure.Broken, await Reading.FailureAsync("a.docx", Docx(type + Begin + $"<w:t>{use}</w:t>" + End)));

    [Fact]
    public async Task E1_RelationshipToOutside_IsNotFollowed()
    {
        var outside = Root.Replace("Target=\"word/document.xml\"", "Target=\"http://127.0.0.1:1/document.xml\" TargetMode=\"External\"", StringComparison.Ordinal);

        Assert.Equal(ReadFailure.Mislabelled, await Reading.FailureAsync("a.docx", Zip([("_rels/.rels", outside), ("word/document.xml", Begin + End)])));
    }

    [Theory, InlineData("../../etc/cron.d/x"), InlineData("/etc/passwd"), InlineData("..\\..\\x"), InlineData("C:\\x")]
    public async Task E2_PartNamesOutsideOfTheFile_AreRefused(string name) =>
        Assert.Equal(ReadFailure.Broken, await Reading.FailureAsync("a.docx", Zip([("_rels/.rels", Root), ("word/document.xml", Begin + End), (name, "x")])));

    [Theory, InlineData("../../../etc/passwd.txt"), InlineData("C:\\boot.ini.txt"), InlineData("a\0b.txt"), InlineData("x;rm -rf ~.txt"), InlineData("\u202Etxt.exe.txt"), InlineData("…/.txt")]
    public async Task E2_FileNames_AreOnlyLookedAt(string name) => Assert.Equal("plain words", (await Reading.ReadAsync(name, "plain words")).Text);

    [Fact]
    public async Task E1_WorkbookOfOneRepeatedString_IsRefused()
    {
        var cells = string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 20_000));
        var file = Zip(
        [
            ("_rels/.rels", Root.Replace("word/document.xml", "xl/workbook.xml", StringComparison.Ordinal)),
            ("xl/workbook.xml", "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"ss.xml\"/></Relationships>"),
            ("xl/ss.xml", $"<sst><si><t>{new string('x', 30_000)}</t></si></sst>"), ("xl/s.xml", $"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"),
        ]);

        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.xlsx", file));
    }

    [Theory]
    [InlineData("a.txt", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0 }, ReadFailure.Mislabelled)]
    [InlineData("a.html", new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x3C, 0x68, 0x74, 0x6D, 0x6C, 0x3E }, ReadFailure.Mislabelled)]
    [InlineData("a.pdf", new byte[] { 0x50, 0x4B, 3, 4, 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31 }, ReadFailure.Mislabelled)]
    [InlineData("a.js", new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2F, 0x2A, 0x0A }, ReadFailure.Mislabelled)]
    [InlineData("a.docx", new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x0A }, ReadFailure.Mislabelled)]
    [InlineData("a.pdf", new byte[] { 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0x20, 0x74, 0x6F, 0x6F }, ReadFailure.Mislabelled)]
    [InlineData("a.txt.exe", new byte[] { 0x4D, 0x5A, 0x90, 0, 3, 0 }, ReadFailure.Unsupported)]
    [InlineData("a.md", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x12 }, ReadFailure.Mislabelled)]
    [InlineData("a.doc", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, ReadFailure.Unsupported)]
    [InlineData("a.docx", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, ReadFailure.Mislabelled)]
    [InlineData("a.eml", new byte[] { 0x68, 0x65, 0x6C, 0x6C, 0x6F }, ReadFailure.Mislabelled)]
    public async Task E3_WrongMagic_IsRefused(string name, byte[] content, ReadFailure expected) => Assert.Equal(expected, await Reading.FailureAsync(name, content));

    [Fact]
    public async Task E3_OfficeFileOfAnotherKind_IsMislabelled() =>
        Assert.Equal(ReadFailure.Mislabelled, await Reading.FailureAsync("a.docx", OfficeFiles.Workbook()));

    [Fact]
    public async Task E3_WebPageNamedAsText_IsReadAsAPage() =>
        Assert.Equal("shown", (await Reading.ReadAsync("a.txt", "\n<!DOCTYPE HTML><script>alert(1)</script><p>shown</p>")).Text.Trim());

    [Fact]
    public async Task E3_Encrypted_SaysSo()
    {
        byte[] office = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage")];

        Assert.Equal(ReadFailure.Encrypted, await Reading.FailureAsync("a.xlsx", office));
        Assert.Equal(ReadFailure.Encrypted, await Reading.FailureAsync("a.pdf", TinyPdf.WriteEncrypted()));
        Assert.Equal(ReadFailure.Encrypted, await Reading.FailureAsync("a.eml", "From: a@b\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\n--x--"u8.ToArray()));
    }

    [Fact]
    public async Task E3_PdfWithScript_GivesItsTextOnly()
    {
        var read = await Reading.ReadAsync("a.pdf", TinyPdf.Write(["visible"], extra: " /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"));

        Assert.Equal("visible", read.Text.Trim());
    }

    [Fact]
    public async Task Pdf_SaysWhatItWillOfItself_InItsTextAndItsHead()
    {
        var read = await Reading.ReadAsync("a.pdf", TinyPdf.Write(["a < b && c > d </pre></body></html> \"q\" &amp;", "two"], title: "</title></head><body><pre> & <b>", author: "\"/> <x>"));

        Assert.StartsWith("a < b && c > d </pre></body></html> \"q\" &amp;\n", read.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], read.Pages.Select(page => page.Number));
        Assert.Equal(("</title></head><body><pre> & <b>", "\"/> <x>"), (read.Metadata.Title, read.Metadata.Author));
        Assert.Equal(["alpha", "beta"], read.Metadata.Keywords);
        Assert.Equal(new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc), read.Metadata.Date);
    }

    [Fact]
    public async Task E1_PdfOfTooManyPages_IsRefused() => Assert.Equal(
        ReadFailure.TooLarge, await Reading.FailureAsync("a.pdf", TinyPdf.Write([.. Enumerable.Repeat("page", 12)]), configure: options => options.MaxPages = 11));

    [Fact]
    public async Task Bounds_OfFileAndText_Hold()
    {
        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.txt", new byte[2000], configure: options => options.MaxFileBytes = 1024));
        Assert.Equal(ReadFailure.TooLarge, await Reading.FailureAsync("a.txt", Encoding.ASCII.GetBytes(new string('a', 1001)), configure: options => options.MaxTextLength = 1000));
        Assert.Equal(ReadFailure.Empty, await Reading.FailureAsync("a.txt", []));
        Assert.Equal(ReadFailure.Empty, await Reading.FailureAsync("a.txt", " \n\t "u8.ToArray()));
        Assert.Equal(ReadFailure.Unsupported, await Reading.FailureAsync("a.zip", Zip([("a", "b")])));
    }

    [Theory]
    [InlineData("<b id=1><b id=2><b id=3>", "</p><p>x")]
    [InlineData("", "<a \"")]
    [InlineData("", "<script>")]
    [InlineData("", "<!--")]
    [InlineData("<div hidden>", "<div>")]
    [InlineData("", "&#x41;&amp;&bogus;")]
    public async Task E1_EndlessMarkup_TakesTimeByItsLength(string begin, string part)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await Reading.ReadAsync("a.html", begin + string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length)));
        }
        catch (DocumentReadException refused)
        {
            Assert.Equal(ReadFailure.Empty, refused.Failure);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task E1_Readers_LookAtTheTimeLimit()
    {
        // The catalogue ends readers by their token, so they must look at it.
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        foreach (var reader in Reading.All.Where(reader => reader.Extensions[0] is ".html" or ".json" or ".docx" or ".xlsx" or ".pptx" or ".pdf" or ".eml" or ".csv"))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await reader.ReadAsync(new("a" + reader.Extensions[0], Samples.For(reader.Extensions[0])), cancelled.Token));
        }
    }

    private static async Task AssertCheaplyRefusedAsync(byte[] file, ReadFailure expected)
    {
        // Read on this thread, whose allocations and computing time can be told from those of other tests.
        var reader = Reading.All.Single(reader => reader.Extensions.Contains(".docx"));
        var computed = ThreadTime();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<DocumentReadException>(() => { _ = reader.ReadAsync(new("a.docx", file), TestContext.Current.CancellationToken); });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L * 1024 * 1024);
        Assert.Equal(expected, refused.Failure);
        Assert.InRange(ThreadTime() - computed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(expected, await Reading.FailureAsync("a.docx", file));
    }

    // In user and kernel mode, in hundredths of a second: fields 14 and 15 of proc(5), the name of the thread in brackets being the second.
    private static TimeSpan ThreadTime()
    {
        if (!OperatingSystem.IsLinux())
            return TimeSpan.FromMilliseconds(Environment.TickCount64);
        var fields = File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[12], CultureInfo.InvariantCulture) + long.Parse(fields[13], CultureInfo.InvariantCulture)));
    }

    private static byte[] Docx(string document) => Docx(stream => stream.Write(Encoding.UTF8.GetBytes(document)));

    private static byte[] Docx(Action<Stream> document)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var relationships = archive.CreateEntry("_rels/.rels").Open())
                relationships.Write(Encoding.UTF8.GetBytes(Root));
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            document(part);
        }

        return file.ToArray();
    }

    private static byte[] Zip(IEnumerable<(string Name, string Content)> parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    private static void Repeat(Stream stream, string begin, string part, long bytes, string end)
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 64 * 1024 / part.Length)));
        stream.Write(Encoding.ASCII.GetBytes(begin));
        for (var written = 0L; written < bytes; written += block.Length)
            stream.Write(block);
        stream.Write(Encoding.ASCII.GetBytes(end));
    }
}
