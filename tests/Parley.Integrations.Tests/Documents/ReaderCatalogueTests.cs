using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

public sealed class ReaderCatalogueTests
{
    [Theory, InlineData("notes", null, "plain"), InlineData("notes.unknown", "application/octet-stream", "plain"), InlineData("notes", "text/html; charset=utf-8", "<p>plain"), InlineData("page", null, "<html><p>plain")]
    public async Task Read_NameThatTellsNothing_GoesByTypeThenContent(string name, string? mediaType, string content) =>
        Assert.Equal("plain", (await Reading.ReadAsync(name, System.Text.Encoding.UTF8.GetBytes(content), mediaType)).Text.Trim());

    [Fact]
    public void Knows_ByEnding()
    {
        var catalogue = Catalogue(new OddReader((_, _) => throw new InvalidOperationException()));

        Assert.True(catalogue.Knows("folder.d/A.ODD"));
        Assert.False(catalogue.Knows("odd"));
        Assert.Equal([".odd"], catalogue.Extensions);
    }

    [Fact]
    public async Task Read_ReaderThatThrowsAnything_IsABrokenFileThatQuotesNothing()
    {
        var refused = await RefusedAsync((_, _) => throw new InvalidOperationException("secret words of the file"));

        Assert.Equal(ReadFailure.Broken, refused.Failure);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ReaderThatNeverEnds_TimesOut()
    {
        var refused = await RefusedAsync(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        });

        Assert.Equal(ReadFailure.TimedOut, refused.Failure);
    }

    [Fact]
    public async Task Read_CancelledByTheCaller_IsNoFailureOfTheFile()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var catalogue = Catalogue(new OddReader(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => catalogue.ReadAsync(new("a.odd", "text"u8.ToArray()), cancelled.Token));
    }

    [Fact]
    public async Task Read_UncleanText_IsCleanedAndOffsetsMove()
    {
        var catalogue = Catalogue(new OddReader((_, _) => Task.FromResult(new DocumentText("a\r\nb\r\nHead\0\r\ntext\uD800", TextKind.Prose)
        {
            Sections = [new(6, 1, "Head")],
            Pages = [new(0, 1), new(13, 2)],
            Metadata = new() { Title = " A\r\n title\0 ", Author = new string('x', 1000), Date = DateTime.MaxValue },
        })));

        var read = await catalogue.ReadAsync(new("a.odd", "text"u8.ToArray()), TestContext.Current.CancellationToken);

        Reading.AssertSound(read);
        Assert.Equal("a\nb\nHead \ntext\uFFFD", read.Text);
        Assert.StartsWith("Head", read.Text[read.Sections[0].Start..], StringComparison.Ordinal);
        Assert.StartsWith("text", read.Text[read.Pages[1].Start..], StringComparison.Ordinal);
        Assert.Equal(("A title", 200, null), (read.Metadata.Title, read.Metadata.Author!.Length, read.Metadata.Date));
    }

    [Fact]
    public void Catalogue_TwoReadersOfOneEnding_IsAMistake() => Assert.Throws<ArgumentException>(() =>
        Catalogue(new OddReader((_, _) => throw new InvalidOperationException()), new OddReader((_, _) => throw new InvalidOperationException())));

    private static Task<DocumentReadException> RefusedAsync(Func<DocumentFile, CancellationToken, Task<DocumentText>> read) =>
        Assert.ThrowsAsync<DocumentReadException>(() => Catalogue(new OddReader(read)).ReadAsync(new("a.odd", "text"u8.ToArray()), TestContext.Current.CancellationToken));

    private static ReaderCatalogue Catalogue(params IDocumentReader[] readers) => new(
        readers, Options.Create(new ReadingOptions { Timeout = TimeSpan.FromSeconds(1) }), TimeProvider.System, NullLogger<ReaderCatalogue>.Instance);

    private sealed class OddReader(Func<DocumentFile, CancellationToken, Task<DocumentText>> read) : IDocumentReader
    {
        public IReadOnlyList<string> Extensions => [".odd"];

        public IReadOnlyList<string> MediaTypes => [];

        public ContentKind Content => ContentKind.Text;

        public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken) => read(file, cancellationToken);
    }
}
