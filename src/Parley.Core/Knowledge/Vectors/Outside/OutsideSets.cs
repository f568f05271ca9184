using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>The tables about vectors outside the database, as properties of the context.</summary>
public static class OutsideSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<OutsideSpace> OutsideSpaces => db.Set<OutsideSpace>();

        public DbSet<OwedRemoval> OwedRemovals => db.Set<OwedRemoval>();
    }
}
