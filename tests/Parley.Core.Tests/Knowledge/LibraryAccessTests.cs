using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge;

public sealed class LibraryAccessTests(PostgresFixture postgres)
{
    private static readonly Guid Group = Guid.CreateVersion7();
    private static readonly Caller Owner = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private static readonly Caller Member = new(Owner.TenantId, Guid.CreateVersion7()) { Groups = [Group] };
    private static readonly Caller Colleague = new(Owner.TenantId, Guid.CreateVersion7()) { Groups = [Guid.CreateVersion7()] };

    // Whoever could put themselves into a group of that id elsewhere is still not of the tenant.
    private static readonly Caller Stranger = new(Guid.CreateVersion7(), Guid.CreateVersion7()) { Groups = [Group] };

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Everything_InACollection_IsReadByThoseItIsSharedWithAndNobodyElse(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        foreach (var sharing in Enum.GetValues<Sharing>())
        {
            await parley.AsAsync(Owner, db =>
            {
                var collection = NewCollection(sharing);
                var document = NewDocument(collection);
                var chunk = NewChunk(document);
                db.AddRange(collection, document, chunk, new DocumentBody
                {
                    DocumentId = document.Id, TenantId = Owner.TenantId, CollectionId = collection.Id, Generation = 1, Text = "x", Layout = "{}",
                });
                db.Add(new ChunkVector { ChunkId = chunk.Id, Embedder = "e", TenantId = Owner.TenantId, CollectionId = collection.Id, DocumentId = document.Id, Vector = [1] });
                db.Add(new DocumentName { CollectionId = collection.Id, SourceKey = "a", TenantId = Owner.TenantId, DocumentId = document.Id, Name = "a" });
                db.Add(new StoredFile { CollectionId = collection.Id, ContentHash = "h", TenantId = Owner.TenantId, Content = [1] });
                return db.SaveChangesAsync();
            });
        }

        await Check(Owner, "groups private public tenant");
        await Check(Member, "groups public tenant");
        await Check(Colleague, "public tenant");
        await Check(Stranger, "public");
        await Check(null, "");

        async Task Check(Caller? caller, string expected)
        {
            await parley.AsAsync(caller, async db =>
            {
                var readable = await db.Collections.ToDictionaryAsync(c => c.Id, c => c.Name);
                Assert.Equal(expected, string.Join(' ', readable.Values.Order()));
                Assert.Equal(expected, await NamesAsync(db.Documents));
                Assert.Equal(expected, await NamesAsync(db.DocumentBodies));
                Assert.Equal(expected, await NamesAsync(db.Chunks));
                Assert.Equal(expected, await NamesAsync(db.ChunkVectors));
                Assert.Equal(expected, await NamesAsync(db.StoredFiles));
                Assert.Equal(expected, await NamesAsync(db.DocumentNames));
                return 0;

                async Task<string> NamesAsync(IQueryable<IInCollection> rows) =>
                    string.Join(' ', (await rows.Select(row => row.CollectionId).ToListAsync()).Select(id => readable[id]).Order());
            });
        }
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Sharing_Changed_HoldsWithTheNextQuery(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var collection = NewCollection(Sharing.Tenant);
        await parley.AsAsync(Owner, db =>
        {
            db.AddRange(collection, NewDocument(collection));
            return db.SaveChangesAsync();
        });
        Assert.Equal(1, await parley.AsAsync(Member, db => db.Documents.CountAsync()));

        await parley.AsAsync(Owner, db => db.Collections.ExecuteUpdateAsync(set => set.SetProperty(c => c.Sharing, Sharing.Private)));

        Assert.Equal(0, await parley.AsAsync(Member, db => db.Documents.CountAsync()));
        Assert.Equal(1, await parley.AsAsync(Owner, db => db.Documents.CountAsync()));
    }

    private static Collection NewCollection(Sharing sharing)
    {
        var collection = new Collection
        {
            Id = CollectionId.New(), TenantId = Owner.TenantId, OwnerId = Owner.UserId, Name = SnakeCaseEnum.Write(sharing), Description = "", Sharing = sharing,
            CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
        };
        if (sharing is Sharing.Groups)
        {
            collection.Groups.Add(new CollectionGroup { CollectionId = collection.Id, GroupId = Group, TenantId = Owner.TenantId });
        }

        return collection;
    }

    private static Document NewDocument(Collection collection) => new()
    {
        Id = DocumentId.New(), TenantId = Owner.TenantId, CollectionId = collection.Id, Name = "a", MediaType = "text/plain", ContentHash = "h",
        Status = DocumentStatus.Ready, Generation = 1, Keywords = "[]", Tags = "[]", CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
    };

    private static Chunk NewChunk(Document document) => new()
    {
        Id = ChunkId.New(), TenantId = Owner.TenantId, CollectionId = document.CollectionId, DocumentId = document.Id, Generation = 1, EndsAt = 1, Text = "x",
    };
}
