using System.Text;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

/// <summary>What is taken from files of each format.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task Text_AnyEncoding_IsTheSameText()
    {
        const string Text = "Größe – 5 €\nZweite Zeile über das Meer\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(Text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            Encoding.Unicode.GetBytes(Text), Encoding.BigEndianUnicode.GetBytes(Text), [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Text)],
            [.. Text.Select(unit => unit switch { '–' => (byte)0x96, '€' => (byte)0x80, _ => (byte)unit })],
            Encoding.UTF8.GetBytes(Text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ];

        foreach (var file in files)
            Assert.Equal(Text, (await Reading.ReadAsync("a.txt", file)).Text);
    }

    [Fact]
    public async Task Text_ControlCharactersAndHalfPairs_AreReplaced()
    {
        var read = await Reading.ReadAsync("a.txt", [0xFF, 0xFE, .. "long enough a\0b \r c"u8.ToArray().SelectMany(unit => new byte[] { unit, 0 }), 0x00, 0xD8]);

        Reading.AssertSound(read);
        Assert.Equal("long enough a b \n c\uFFFD", read.Text);
    }

    [Theory]
    [InlineData("The ship was in the harbour and it had been there for a week with all of its crew.", "en")]
    [InlineData("Das Schiff lag im Hafen und es war dort seit einer Woche mit der ganzen Mannschaft.", "de")]
    [InlineData("Le navire était dans le port et il y est resté une semaine avec tout son équipage.", "fr")]
    [InlineData("El barco estaba en el puerto y la tripulación no lo dejó por una semana.", "es")]
    [InlineData("La nave era nel porto e non si è mossa per una settimana con il suo equipaggio.", "it")]
    [InlineData("Het schip lag in de haven en het was daar een week met de hele bemanning.", "nl")]
    [InlineData("O navio estava no porto e não saiu de lá por uma semana com a sua tripulação.", "pt")]
    [InlineData("Корабль был в порту и не выходил из него, потому что на нём не было команды.", "ru")]
    [InlineData("船は一週間港にいました。", "ja")]
    [InlineData("这艘船在港口停留了一个星期。", "zh")]
    [InlineData("Xqwv zzkt pfff brrm.", null)]
    public async Task Text_Language_IsTold(string text, string? language) =>
        Assert.Equal(language, (await Reading.ReadAsync("a.txt", text)).Metadata.Language);

    [Fact]
    public async Task Text_Keywords_AreItsTellingWords()
    {
        var read = await Reading.ReadAsync("a.txt", "The lighthouse keeper wrote about the lighthouse. A keeper and his lighthouse are what there is, and what there was.");

        Assert.Equal(["lighthouse", "keeper"], read.Metadata.Keywords);
    }

    [Fact]
    public async Task Markdown_SourceIsKept_HeadingsAreSections()
    {
        const string Source = "---\ntitle: \"Harbour rules\"\nauthor: Ada\ntags: [ships, tide]\ndate: 2024-01-15\n---\n# *Opening* [times](x.md) #\n\ntext\n\nSub\n---\n\n```\n# code\n```\n    # indented\n### Deep\nend\n";

        var read = await Reading.ReadAsync("a.md", Source.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(Source, read.Text);
        Assert.Equal(TextKind.Markdown, read.Kind);
        Assert.Equal([("Opening times", 1), ("Sub", 2), ("Deep", 3)], read.Sections.Select(section => (section.Title, section.Level)));
        Assert.All(read.Sections, section => Assert.Contains(section.Title.Split(' ')[0], Source[section.Start..].Split('\n')[0], StringComparison.Ordinal));
        Assert.Equal(("Harbour rules", "Ada", new DateTime(2024, 1, 15, 0, 0, 0, DateTimeKind.Utc)), (read.Metadata.Title, read.Metadata.Author, read.Metadata.Date!.Value));
        Assert.Equal(["ships", "tide"], read.Metadata.Keywords);
    }

    [Fact]
    public async Task Html_IsWhatAPersonSees()
    {
        const string Page = """
            <!DOCTYPE html><html lang="en-GB"><head><title>Harbour &amp; tide</title><meta name="author" content="Ada">
            <meta property="article:modified_time" content="2024-01-15T10:00:00Z"><meta name="keywords" content="ships, tide"><style>p{color:red}</style></head>
            <body><nav><a href=x>Menu</a></nav><script>var x = "<p>no</p>";</script>
            <h1>Opening
              times</h1><p>It opens<br>at <b>six</b>&nbsp;sharp &lt;daily&gt;.<p hidden>secret one<p>Shown again.
            <div style="display: NONE"><div>secret two</div></div><span aria-hidden="true">secret three</span>
            <ul><li>first<li>second</ul><table><tr><th>Ship<th>Length</tr><tr><td><p>Heron</p></td><td>42</td></tr></table>
            <pre>  keep
                this</pre><!-- comment --><h2>Tide</h2>a < b</body></html>
            """;

        var read = await Reading.ReadAsync("a.html", Page);

        Assert.Equal("Opening times\n\nIt opens\nat six\u00A0sharp <daily>.\n\nShown again.\n\n- first\n- second\n\nShip | Length\nHeron | 42\n\n  keep\n    this\n\nTide\n\na < b\n", read.Text);
        Assert.Equal("Opening times\n\nIt opens", Reading.SectionText(read, "Opening times")[..23]);
        Assert.Equal("Tide\n\na < b\n", Reading.SectionText(read, "Tide"));
        Assert.Equal(("Harbour & tide", "Ada", "en"), (read.Metadata.Title, read.Metadata.Author, read.Metadata.Language));
        Assert.Equal(new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc), read.Metadata.Date);
        Assert.Equal(["ships", "tide"], read.Metadata.Keywords);
    }

    [Fact]
    public async Task Html_DeclaredEncoding_IsBelieved() =>
        Assert.Equal("Привет\n", (await Reading.ReadAsync("a.html", [.. "<meta charset=windows-1251><p>"u8, 0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2])).Text);

    [Fact]
    public async Task Csv_RowsAreLines_CellsHaveTabsBetween()
    {
        var read = await Reading.ReadAsync("a.csv", "ship;note\r\n\"Heron; the\"\"old\"\"\";\"two\r\nlines\"\r\n;last\r\n");

        Assert.Equal("ship\tnote\nHeron; the\"old\"\ttwo lines\n\tlast\n", read.Text);
        Assert.Equal(TextKind.Table, read.Kind);
    }

    [Fact]
    public async Task Json_IsNamesAndValues()
    {
        var read = await Reading.ReadAsync("a.json", "{\"ship\": {\"name\": \"H\\u00e9ron\", \"crew\": [\"Ada\", \"Bob\"]}, \"length\": 42.50, \"afloat\": true}");

        Assert.Equal("ship: \n  name: Héron\n  crew: \n    Ada\n    Bob\n\nlength: 42.50\nafloat: true\n\n", read.Text.Replace(":\n", ": \n", StringComparison.Ordinal));
        Assert.Equal(ReadFailure.Broken, await Reading.FailureAsync("a.json", "{\"a\": tru}"u8.ToArray()));
        Assert.Equal("a: 1\n\nb: 2\n\n", (await Reading.ReadAsync("a.jsonl", "{\"a\":1}\n\n{\"b\":2}\n")).Text);
    }

    [Fact]
    public async Task Mail_HeadersTextAndNamesOfAttachments()
    {
        var latin = Convert.ToBase64String(Encoding.Latin1.GetBytes("Grüße aus dem Hafen"));
        var read = await Reading.ReadAsync("a.eml", $"""
            From: =?iso-8859-1?Q?J=F6rg?= <j@example.com>
            To: b@example.com
            Subject: =?utf-8?B?SGFmZW4=?=
             =?utf-8?Q?_caf=C3=A9?=
            Date: Mon, 15 Jan 2024 11:00:00 +0100 (CET)
            Content-Type: multipart/mixed; boundary="x y"

            preamble
            --x y
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: base64

            {latin}
            --x y
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>soft=
             break and <b>caf=C3=A9</b></p><script>no</script>
            --x y
            Content-Type: application/pdf; name*=utf-8''gr%C3%B6%C3%9Fe.pdf
            Content-Disposition: attachment

            %PDF-1.4 never opened
            --x y
            Content-Type: message/rfc822

            From: inner@example.com
            Subject: Forwarded

            inner text
            --x y--
            epilogue
            """);

        Assert.StartsWith("Subject: Hafen café\nFrom: Jörg <j@example.com>\nTo: b@example.com\nDate: Mon, 15 Jan 2024", read.Text, StringComparison.Ordinal);
        Assert.Contains("Grüße aus dem Hafen\n\nsoft break and café\n", read.Text, StringComparison.Ordinal);
        Assert.Contains("Attachment: größe.pdf\n", read.Text, StringComparison.Ordinal);
        Assert.Contains("Subject: Forwarded\nFrom: inner@example.com\n\ninner text", read.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("preamble|epilogue|never opened|script", read.Text);
        Assert.Equal(("Hafen café", new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc)), (read.Metadata.Title, read.Metadata.Date!.Value));
    }

    [Fact]
    public async Task Code_IsKept() => Assert.Equal(
        ("int x;\n\tif (a)\n", TextKind.Code, null),
        (await Reading.ReadAsync("src/Main.CS", "int x;\r\n\tif (a)\r\n")) is { } read ? (read.Text, read.Kind, read.Metadata.Language) : default);
}
