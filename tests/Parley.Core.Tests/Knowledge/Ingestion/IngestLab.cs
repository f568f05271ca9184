using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Outside;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>A Parley with a collection, and a folder beside it.</summary>
internal sealed class IngestLab : IAsyncDisposable
{
    private readonly DirectoryInfo _files;
    private readonly Dictionary<string, string?> _settings;

    private IngestLab(TestParley parley, DirectoryInfo files, Dictionary<string, string?> settings) => (Parley, _files, _settings) = (parley, files, settings);

    public TestParley Parley { get; }

    public MemoryStore Store { get; private init; } = new();

    public LengthEmbedder Embedder { get; private init; } = new();

    public ParagraphChunker Chunker { get; private init; } = new();

    public string Folder => FolderWalk.Resolve(_files.FullName)!;

    public Collection Collection { get; private set; } = null!;

    public static async Task<IngestLab> StartAsync(TestDatabase database, PostgresFixture postgres, TimeProvider? clock = null, params (string Name, string? Value)[] with)
    {
        var (store, embedder, chunker, files) = (new MemoryStore(), new LengthEmbedder(), new ParagraphChunker(), Directory.CreateTempSubdirectory("parley-ingest-"));
        var settings = new Dictionary<string, string?>
        {
            ["Jobs:Poll"] = "00:00:00.1", ["Jobs:Backoff"] = "00:00:00.05", ["Jobs:Attempts"] = "3", ["Knowledge:Ingestion:Folders"] = files.FullName,
            ["VectorStores:Removal:Poll"] = "00:00:00.1", ["VectorStores:Removal:Backoff"] = "00:00:00.05",
        };
        foreach (var (name, value) in with)
        {
            settings[name] = value;
        }

        var parley = await TestParley.StartAsync(database, postgres.Server, clock, settings, services => Configure(services, store, embedder, chunker));
        var lab = new IngestLab(parley, files, settings) { Store = store, Embedder = embedder, Chunker = chunker };
        lab.Collection = await lab.ScopeAsync(services => services.GetRequiredService<CollectionCatalogue>()
            .CreateAsync(new CollectionContent { Name = "Test", Chunking = new ChunkingChoice("paragraph") }, default));
        return lab;
    }

    /// <summary>Another process with the same database.</summary>
    public Task<TestParley> StartSecondAsync(IVectorStore? store = null) => Parley.StartSecondAsync(_settings, services => Configure(services, store ?? Store, Embedder, Chunker));

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] content)
    {
        var path = Path.Combine(_files.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public string PathOf(string name) => Path.Combine(_files.FullName, name);

    public Task<Job> AddFolderAsync() => ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddFolderAsync(Collection, Folder, ["t"], default));

    public Task<Job> AddUploadAsync(params (string Name, string Text)[] files) => ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddUploadAsync(
        Collection,
        [.. files.Select(file =>
        {
            var bytes = Encoding.UTF8.GetBytes(file.Text);
            return new UploadedFile(file.Name, null, ItemContent.HashOf(bytes), _ => Task.FromResult(bytes));
        })],
        [], default));

    /// <summary>Adds the folder, and waits for the end of it.</summary>
    public async Task<Job> IngestAsync() => await EndOfAsync((await AddFolderAsync()).Id);

    /// <summary>Adds files to be uploaded, and waits for the end of it.</summary>
    public async Task<Job> UploadAsync(params (string Name, string Text)[] files) => await EndOfAsync((await AddUploadAsync(files)).Id);

    /// <summary>Has everything read anew, and waits for the end of it.</summary>
    public async Task<Job> ReindexAsync() =>
        await EndOfAsync((await ScopeAsync(services => services.GetRequiredService<IngestQueue>().ReindexAsync(Collection, default))).Id);

    /// <summary>Removes a document, as a person does.</summary>
    public Task DeleteAsync(DocumentId id) => ScopeAsync(async services =>
    {
        await services.GetRequiredService<DocumentCatalogue>().DeleteAsync(id, default);
        return 0;
    });

    /// <summary>The texts of the passages that a word finds.</summary>
    public Task<List<string>> FindAsync(string words) => ScopeAsync(async services =>
    {
        var hits = await services.GetRequiredService<IKeywordIndex>().SearchAsync(new([Collection.Id.Value], words, 10), default);
        var ids = hits.Select(hit => new ChunkId(hit.ChunkId)).ToList();
        var found = await services.GetRequiredService<ParleyDbContext>().Chunks.Where(chunk => ids.Contains(chunk.Id)).Select(chunk => chunk.Text).ToListAsync();
        Assert.Equal(hits.Count, found.Count);
        return found.Order(StringComparer.Ordinal).ToList();
    });

    public async Task<Job> EndOfAsync(JobId id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var job = await Parley.AsAsync(Caller.Local, db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id));
            if (job.FinishedAt is not null)
            {
                return job;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    public Task<Dictionary<string, Document>> DocumentsAsync() => Parley.AsAsync(Caller.Local, db =>
        db.Documents.AsNoTracking().Where(d => d.Status != DocumentStatus.Removed).ToDictionaryAsync(d => d.Name));

    /// <summary>The texts of passages, of all generations there are.</summary>
    public Task<List<string>> PassagesAsync() => Parley.AsAsync(Caller.Local, async db =>
        (await db.Chunks.OrderBy(chunk => chunk.Text).Select(chunk => chunk.Text).ToListAsync()).Order(StringComparer.Ordinal).ToList());

    public Task<List<JobItem>> ItemsAsync(Job job) => Parley.AsAsync(Caller.Local, db =>
        db.JobItems.AsNoTracking().Where(item => item.JobId == job.Id).OrderBy(item => item.Ordinal).ToListAsync());

    public Task<long> RevisionAsync() => Parley.AsAsync(Caller.Local, db => db.Collections.Select(c => c.Revision).SingleAsync());

    public async Task<T> ScopeAsync<T>(Func<IServiceProvider, Task<T>> work, Caller? caller = null)
    {
        await using var scope = Parley.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller ?? Caller.Local;
        return await work(scope.ServiceProvider);
    }

    /// <summary>Ends when what is owed was removed from the store, as far as it answers.</summary>
    public Task SweepAsync() => Parley.Services.GetRequiredService<RemovalSweep>().RunAsync(default);

    /// <summary>What is stored fits together: passages are spans of their document's text, and there are vectors of them and of nothing else.</summary>
    public async Task CheckAsync()
    {
        var (documents, bodies, chunks) = await Parley.AsAsync(Caller.Local, async db => (
            await db.Documents.AsNoTracking().ToListAsync(), await db.DocumentBodies.AsNoTracking().ToDictionaryAsync(b => b.DocumentId), await db.Chunks.AsNoTracking().ToListAsync()));
        foreach (var document in documents)
        {
            var own = chunks.Where(chunk => chunk.DocumentId == document.Id).OrderBy(chunk => chunk.Ordinal).ToList();
            Assert.Equal(document.Status is DocumentStatus.Ready ? document.ChunkCount : 0, own.Count);
            Assert.Equal(document.Status is DocumentStatus.Ready, bodies.ContainsKey(document.Id));
            Assert.All(own, chunk => Assert.Equal(
                (document.Generation, bodies[document.Id].Text[chunk.StartsAt..chunk.EndsAt]), (chunk.Generation, chunk.Text)));
        }

        await SweepAsync();
        Assert.Equal(chunks.Select(chunk => chunk.Id.Value).Order(), Store.Entries.Keys.Select(key => key.Chunk).Distinct().Order());
    }

    public async ValueTask DisposeAsync()
    {
        await Parley.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private static void Configure(IServiceCollection services, IVectorStore store, IEmbedder embedder, IChunker chunker) =>
        services.AddSingleton(chunker).AddSingleton<IChunker, EndlessChunker>().AddSingleton(store).AddSingleton(embedder);
}
