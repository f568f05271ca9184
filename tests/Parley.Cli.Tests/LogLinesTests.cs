using Parley.Cli.Hosting;

namespace Parley.Cli.Tests;

public sealed class LogLinesTests
{
    [Fact]
    public void Add_WhileHeld_WaitsAndComesOnceOnOneLine()
    {
        var written = new List<string>();
        var log = new LogLines(written.Add);

        log.Add("first");
        log.Hold();
        log.Add("warning: a\nb\e[2J");
        log.Add("warning: a\nb");
        Assert.Equal(["first"], written);

        log.Release();
        Assert.Equal(["first", "warning: a b"], written);
    }
}
