using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Audit;

/// <summary>How the audit trail lies in tables.</summary>
internal sealed class AuditModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.UseEnum<AuditResult>();

    public void Configure(ModelBuilder model)
    {
        model.Entity<AuditEvent>(entry =>
        {
            entry.ToTable("audit_events");
            entry.HasKey(e => new { e.TenantId, e.Sequence });
            entry.HasIndex(e => new { e.TenantId, e.At }, "ix_audit_events_at");
            entry.HasIndex(e => new { e.TenantId, e.ActorId, e.Sequence }, "ix_audit_events_actor");
            entry.HasIndex(e => new { e.TenantId, e.Action, e.Sequence }, "ix_audit_events_action");
            entry.HasIndex(e => new { e.TenantId, e.Target, e.Sequence }, "ix_audit_events_target");
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("audit_heads");
            head.HasKey(h => h.TenantId);
        });
    }
}
