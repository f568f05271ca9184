using Parley.Cli.Editing;

namespace Parley.Cli.Tests.Editing;

public sealed class InputHistoryTests
{
    [Fact]
    public void Add_TheSameTwice_IsKeptOnce()
    {
        var history = new InputHistory([]);

        Assert.True(history.Add("a"));
        Assert.False(history.Add("a"));
        Assert.True(history.Add("b"));
        Assert.Equal(["a", "b"], history.Entries);
    }

    [Fact]
    public void Add_BeyondTheBound_ForgetsTheOldest()
    {
        var history = new InputHistory(Enumerable.Range(0, InputHistory.MaxEntries).Select(i => $"{i}"));

        history.Add("new");

        Assert.Equal(InputHistory.MaxEntries, history.Entries.Count);
        Assert.Equal("1", history.Entries[0]);
    }

    [Fact]
    public void OlderAndNewer_AtTheEnds_GiveNothing()
    {
        var history = new InputHistory(["only"]);

        Assert.Null(history.Newer());
        Assert.Equal("only", history.Older("draft"));
        Assert.Null(history.Older("only"));
        Assert.Equal("draft", history.Newer());
    }
}
