using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Jobs;

/// <summary>The tables of background work, as properties of the context.</summary>
public static class JobSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();

        public DbSet<JobItem> JobItems => db.Set<JobItem>();
    }
}
