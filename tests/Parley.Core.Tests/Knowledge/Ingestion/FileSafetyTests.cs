using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>What a folder may hold beside files, and what may happen to files between two looks at them.</summary>
public sealed class FileSafetyTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folder_WithAPipe_IsReadWithoutWaitingForIt()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "One.");
        await MakePipeAsync(lab.PathOf("pipe.txt"));
        File.CreateSymbolicLink(lab.PathOf("link.txt"), lab.PathOf("pipe.txt"));

        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 1, 1), (job.Status, job.Total, job.Done));
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Folder_WithNamesThatAreNotUtf8AndALinkToNothing_TellsTheNamesAndPassesOverTheLink()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere every name is text.");
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "One.");
        File.CreateSymbolicLink(lab.PathOf("dangling.txt"), lab.PathOf("nothing.txt"));
        await ShellAsync(lab.Folder, @"printf x > $'caf\xe9.txt'; printf x > $'caf\xe8.txt'");

        var job = await lab.IngestAsync();
        await ShellAsync(lab.Folder, "rm caf*"); // .NET could not

        Assert.Equal((JobStatus.Finished, 2, 1, 1), (job.Status, job.Total, job.Done, job.Failed));
        var failed = Assert.Single(await lab.ItemsAsync(job), item => item.Status is JobItemStatus.Failed);
        Assert.Equal(("caf\uFFFD.txt", "Its name is not UTF-8; rename it."), (failed.Name, failed.Error));
        await lab.CheckAsync();
    }

    [Fact]
    public async Task File_ThatBecomesAPipe_FailsAloneAndIsNotWaitedFor()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "One.");
        lab.Write("b.txt", "Two.");
        await lab.IngestAsync();
        File.Delete(lab.PathOf("a.txt"));
        await MakePipeAsync(lab.PathOf("a.txt"));

        var job = await lab.ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddFilesAsync(
            lab.Collection, [Path.Combine(lab.Folder, "a.txt"), Path.Combine(lab.Folder, "b.txt"), "/dev/zero"], [], Token));

        var ended = await lab.EndOfAsync(job.Id);
        Assert.Equal((JobStatus.Finished, 1, 2), (ended.Status, ended.Skipped, ended.Failed));
        Assert.All((await lab.ItemsAsync(ended)).Where(item => item.Status is JobItemStatus.Failed), item => Assert.Contains("pipe", item.Error, StringComparison.Ordinal));
        var download = await lab.ScopeAsync(async services => await services.GetRequiredService<DocumentFiles>().ReadAsync((await lab.DocumentsAsync())["a.txt"], Token));
        Assert.Null(download);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Upload_OfBytesThatAreKeptAndNobodys_KeepsThemWhileTheyAreSweptAway(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var (first, second) = ("One."u8.ToArray(), Encoding.UTF8.GetBytes("Two."));
        await lab.Parley.AsAsync(Caller.Local, db =>
        {
            db.Add(new StoredFile { CollectionId = lab.Collection.Id, ContentHash = ItemContent.HashOf(first), TenantId = Caller.Local.TenantId, Content = first });
            return db.SaveChangesAsync(Token);
        });
        var keeper = lab.Parley.Services.GetRequiredService<LibraryKeeper>();
        var sweep = Task.CompletedTask;

        // The first is passed over as kept. While the second is on its way, the sweep comes.
        var job = await lab.ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddUploadAsync(
            lab.Collection,
            [
                new("a.txt", null, ItemContent.HashOf(first), _ => Task.FromResult(first)),
                new("b.txt", null, ItemContent.HashOf(second), async token =>
                {
                    sweep = keeper.CleanUpAsync(token);
                    await Task.WhenAny(sweep, Task.Delay(300, token));
                    return second;
                }),
            ],
            [], Token));
        await sweep;

        var ended = await lab.EndOfAsync(job.Id);
        Assert.Equal((2, 0), (ended.Done, ended.Failed));
        Assert.Equal(2, await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.CountAsync(Token)));
    }

    [Fact]
    public async Task Keeper_TakesAwayBytesThatAreNobodys()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        await lab.EndOfAsync((await lab.AddUploadAsync(("a.txt", "One."))).Id);
        await lab.Parley.AsAsync(Caller.Local, db =>
        {
            db.Add(new StoredFile { CollectionId = lab.Collection.Id, ContentHash = "nobody's", TenantId = Caller.Local.TenantId, Content = [1] });
            return db.SaveChangesAsync(Token);
        });

        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);

        Assert.Equal([ItemContent.HashOf("One."u8)], await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.Select(file => file.ContentHash).ToListAsync(Token)));
    }

    private static async Task ShellAsync(string folder, string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = folder })!;
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Token);
        Assert.Equal(0, made.ExitCode);
    }
}
