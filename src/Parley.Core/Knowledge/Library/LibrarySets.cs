using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Knowledge.Library;

/// <summary>The tables of collections and documents, as properties of the context.</summary>
public static class LibrarySets
{
    extension(ParleyDbContext db)
    {
        public DbSet<Collection> Collections => db.Set<Collection>();

        public DbSet<CollectionGroup> CollectionGroups => db.Set<CollectionGroup>();

        public DbSet<Document> Documents => db.Set<Document>();

        public DbSet<DocumentName> DocumentNames => db.Set<DocumentName>();

        public DbSet<DocumentBody> DocumentBodies => db.Set<DocumentBody>();

        public DbSet<Chunk> Chunks => db.Set<Chunk>();

        public DbSet<ChunkVector> ChunkVectors => db.Set<ChunkVector>();

        public DbSet<StoredFile> StoredFiles => db.Set<StoredFile>();
    }
}
