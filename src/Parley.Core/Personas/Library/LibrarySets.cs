using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Personas.Library;

/// <summary>The tables of personas and templates, as properties of the context.</summary>
public static class LibrarySets
{
    extension(ParleyDbContext db)
    {
        public DbSet<LibraryItem> LibraryItems => db.Set<LibraryItem>();

        public DbSet<LibraryVersion> LibraryVersions => db.Set<LibraryVersion>();
    }
}
