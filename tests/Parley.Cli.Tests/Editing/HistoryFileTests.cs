using Parley.Cli.Editing;

namespace Parley.Cli.Tests.Editing;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-history-").FullName;

    private string FilePath => Path.Combine(_directory, HistoryFile.Name);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Load_AfterAppending_GivesTheEntriesBack()
    {
        var file = new HistoryFile(FilePath);
        string[] entries = ["plain", "two\nlines", @"C:\new\\", "日本語 👩‍👩‍👧"];
        foreach (var entry in entries)
        {
            file.Append(entry);
        }

        Assert.Equal(entries, new HistoryFile(FilePath).Load());
    }

    [Fact]
    public void Append_NewFile_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        new HistoryFile(FilePath).Append("secret");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));

        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        new HistoryFile(FilePath).Load();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Load_LongFile_IsCutToTheNewest()
    {
        File.WriteAllLines(FilePath, Enumerable.Range(0, 5000).Select(i => $"entry {i}"));

        var entries = new HistoryFile(FilePath).Load();

        Assert.Equal(InputHistory.MaxEntries, entries.Count);
        Assert.Equal("entry 4999", entries[^1]);
        Assert.Equal(InputHistory.MaxEntries, File.ReadAllLines(FilePath).Length);
        Assert.Single(Directory.GetFiles(_directory));
    }

    [Fact]
    public void Append_HugeEntry_IsNotKept()
    {
        var file = new HistoryFile(FilePath);
        file.Append(new string('x', 20_000));
        file.Append("small");

        Assert.Equal(["small"], file.Load());
    }

    [Fact]
    public void Load_NoSuchDirectory_IsNoError()
    {
        var file = new HistoryFile(Path.Combine(_directory, "missing", "history"));

        file.Append("lost");

        Assert.Empty(file.Load());
    }
}
