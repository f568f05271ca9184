using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;

namespace Parley.Testing.Knowledge;

/// <summary>Puts documents into a database as if they had been read and cut, each text one passage.</summary>
public static class TestLibrary
{
    private static readonly DateTime Made = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task<CollectionId> AddAsync(
        IServiceProvider services, Caller owner, Sharing sharing, params (string Title, string Text)[] documents)
    {
        var collection = new Collection
        {
            Id = CollectionId.New(), TenantId = owner.TenantId, OwnerId = owner.UserId, Name = $"c{Guid.NewGuid():n}", Description = "", Sharing = sharing, Revision = 1,
            CreatedAt = Made, UpdatedAt = Made,
        };
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = owner;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        db.Add(collection);
        foreach (var (title, text) in documents)
        {
            AddDocument(db, collection, title, text, revision: 1);
        }

        await db.SaveChangesAsync();
        return collection.Id;
    }

    /// <summary>Puts another document into a collection, which changes its revision.</summary>
    public static async Task AddToAsync(IServiceProvider services, Caller owner, CollectionId id, string title, string text)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = owner;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var collection = await db.Collections.SingleAsync(c => c.Id == id);
        AddDocument(db, collection, title, text, ++collection.Revision);
        await db.SaveChangesAsync();
    }

    private static void AddDocument(ParleyDbContext db, Collection collection, string title, string text, long revision)
    {
        var document = new Document
        {
            Id = DocumentId.New(), TenantId = collection.TenantId, CollectionId = collection.Id, Source = DocumentSource.Upload, Name = title,
            Title = title, MediaType = "text/plain", ContentHash = $"{Guid.NewGuid():n}", Status = DocumentStatus.Ready, Generation = 1, Revision = revision,
            Keywords = "[]", Tags = "[]", TextLength = text.Length, ChunkCount = 1,
            CreatedAt = Made, UpdatedAt = Made,
        };
        db.AddRange(document, new DocumentBody
        {
            DocumentId = document.Id, TenantId = collection.TenantId, CollectionId = collection.Id, Generation = 1, Text = text, Layout = "{}",
        });
        db.Add(new Chunk
        {
            Id = ChunkId.New(), TenantId = collection.TenantId, CollectionId = collection.Id, DocumentId = document.Id, Generation = 1,
            StartsAt = 0, EndsAt = text.Length, Tokens = text.Length / 4, Text = text,
        });
    }
}
