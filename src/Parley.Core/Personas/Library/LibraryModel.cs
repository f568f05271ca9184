using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Personas.Library;

/// <summary>How personas and templates lie in tables.</summary>
internal sealed class LibraryModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.UseEnum<LibraryKind>();

    public void Configure(ModelBuilder model)
    {
        model.Entity<LibraryItem>(item =>
        {
            item.ToTable("library_items");
            item.HasIndex(i => new { i.TenantId, i.OwnerId, i.Kind, i.Name }, "ix_library_items_name").IsUnique();
        });
        model.Entity<LibraryVersion>(version =>
        {
            version.ToTable("library_versions");
            version.HasKey(v => new { v.ItemId, v.Version });
            version.HasOne<LibraryItem>().WithMany().HasForeignKey(v => v.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
