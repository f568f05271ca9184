using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Reading.Formats;

namespace Parley.Core.Tests.Knowledge.Reading;

public sealed class HeadingBoundTests
{
    [Theory]
    [InlineData(40, 60, 100)]
    [InlineData(50, 80, 50)]
    [InlineData(101, 5, 0)]
    public async Task Headings_BeyondTheBound_LoseWholeLevels(int outer, int inner, int kept)
    {
        var readers = new ReaderCatalogue([new MarkdownReader()], Options.Create(new ReadingOptions { MaxSections = 100 }), TimeProvider.System, NullLogger<ReaderCatalogue>.Instance);
        var text = string.Concat(Enumerable.Repeat("# Outer\n\n", outer).Concat(Enumerable.Repeat("## Inner\n\n", inner)));

        var read = await readers.ReadAsync(new DocumentFile("a.md", Encoding.UTF8.GetBytes(text), null), TestContext.Current.CancellationToken);

        Assert.Equal(kept, read.Sections.Count);
        Assert.Equal(Math.Min(kept, outer), read.Sections.Count(section => section.Level == 1));
        Assert.Equal("Outer", read.Metadata.Title);
    }
}
