using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Audit;

/// <summary>The trail's tables, as properties of the context.</summary>
public static class AuditSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<AuditEvent> AuditEvents => db.Set<AuditEvent>();

        public DbSet<AuditHead> AuditHeads => db.Set<AuditHead>();
    }
}
