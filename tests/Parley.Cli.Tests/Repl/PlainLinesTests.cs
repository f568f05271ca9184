using Parley.Cli.Editing;
using Parley.Cli.Repl;

namespace Parley.Cli.Tests.Repl;

public sealed class PlainLinesTests
{
    [Fact]
    public void Read_Lines_AreEntriesUntilTheEnd()
    {
        var lines = new PlainLines(new StringReader("one\ntwo\\\nthree\n\"\"\"\nblock\n\nend\n\"\"\"\nunfinished\\\n"), () => { });

        Assert.Equal("one", lines.Read().Text);
        Assert.Equal("two\\\nthree", lines.Read().Text);
        Assert.Equal("\"\"\"\nblock\n\nend\n\"\"\"", lines.Read().Text);
        Assert.Equal("unfinished\\", lines.Read().Text);
        Assert.Equal(EditorEnd.Closed, lines.Read().End);
    }
}
