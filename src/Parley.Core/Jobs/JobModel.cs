using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Jobs;

/// <summary>How jobs lie in tables.</summary>
internal sealed class JobModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.UseEntityId<JobId>();
        conventions.UseEnum<JobStatus>();
        conventions.UseEnum<JobItemStatus>();
    }

    public void Configure(ModelBuilder model)
    {
        model.Entity<Job>(job =>
        {
            job.ToTable("jobs");
            job.HasIndex(j => new { j.Status, j.LeaseUntil }, "ix_jobs_status");
            job.HasIndex(j => new { j.TenantId, j.OwnerId, j.CreatedAt }, "ix_jobs_owner");
        });
        model.Entity<JobItem>(item =>
        {
            item.ToTable("job_items");
            item.HasKey(i => new { i.JobId, i.Ordinal });
            item.HasIndex(i => new { i.JobId, i.Status }, "ix_job_items_status");
            item.HasOne<Job>().WithMany().HasForeignKey(i => i.JobId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
