using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>How it lies in tables what stores outside hold. The trigger that goes with it is in the schema script.</summary>
internal sealed class OutsideModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Configure(ModelBuilder model)
    {
        model.Entity<OutsideSpace>(space =>
        {
            space.ToTable("knowledge_outside_spaces");
            space.Ignore(s => s.Space);
            space.HasIndex(s => new { s.CollectionId, s.Store, s.Embedder, s.Dimensions }, "ix_knowledge_outside_spaces_place").IsUnique();
        });
        model.Entity<OwedRemoval>(owed =>
        {
            owed.ToTable("knowledge_owed_removals");
            owed.HasKey(o => new { o.ChunkId, o.SpaceId });
            owed.HasIndex(o => new { o.SpaceId, o.DueAt }, "ix_knowledge_owed_removals_due");
            owed.HasOne<OutsideSpace>().WithMany().HasForeignKey(o => o.SpaceId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
