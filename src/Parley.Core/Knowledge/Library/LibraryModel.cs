using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Data;

namespace Parley.Knowledge.Library;

/// <summary>How collections and documents lie in tables, and who may read them.</summary>
internal sealed class LibraryModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.UseEntityId<CollectionId>();
        conventions.UseEntityId<DocumentId>();
        conventions.UseEntityId<ChunkId>();
        conventions.UseEnum<Sharing>();
        conventions.UseEnum<DocumentSource>();
        conventions.UseEnum<DocumentStatus>();
    }

    public void Configure(ModelBuilder model)
    {
        ConfigureCollections(model);
        ConfigureDocuments(model);
    }

    /// <summary>Reading is wider than the tenant where a collection is public, and narrower where it is not shared: said here once, for everything in it.</summary>
    public void Filter(ModelBuilder model, ParleyDbContext db)
    {
        model.Entity<Collection>().HasQueryFilter(ParleyDbContext.TenantFilter, c =>
            (c.Sharing == Sharing.Public && db.CallerId != Guid.Empty)
            || (c.TenantId == db.CallerTenantId
                && (c.OwnerId == db.CallerId
                    || c.Sharing == Sharing.Tenant
                    || (c.Sharing == Sharing.Groups && c.Groups.Any(g => db.CallerGroups.Contains(g.GroupId))))));
        FilterByCollection<Document>(model, db);
        FilterByCollection<DocumentName>(model, db);
        FilterByCollection<DocumentBody>(model, db);
        FilterByCollection<Chunk>(model, db);
        FilterByCollection<ChunkVector>(model, db);
        FilterByCollection<StoredFile>(model, db);
    }

    private static void FilterByCollection<TEntity>(ModelBuilder model, ParleyDbContext db)
        where TEntity : class, IInCollection =>
        model.Entity<TEntity>().HasQueryFilter(ParleyDbContext.TenantFilter, row => db.Set<Collection>().Any(c => c.Id == row.CollectionId));

    private static void ConfigureCollections(ModelBuilder model)
    {
        model.Entity<Collection>(collection =>
        {
            collection.ToTable("knowledge_collections");
            collection.HasIndex(c => new { c.TenantId, c.OwnerId, c.Name }, "ix_knowledge_collections_name").IsUnique();
        });
        model.Entity<CollectionGroup>(group =>
        {
            group.ToTable("knowledge_collection_groups");
            group.HasKey(g => new { g.CollectionId, g.GroupId });
            group.HasOne<Collection>().WithMany(c => c.Groups).HasForeignKey(g => g.CollectionId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureDocuments(ModelBuilder model)
    {
        model.Entity<Document>(document =>
        {
            document.ToTable("knowledge_documents");

            // Read by its getter, so that a change of the name is seen as one of it too.
            document.Property(d => d.SearchName).UsePropertyAccessMode(PropertyAccessMode.Property);
            document.HasIndex(d => new { d.CollectionId, d.ContentHash }, "ix_knowledge_documents_hash");
            document.HasIndex(d => new { d.CollectionId, d.Revision }, "ix_knowledge_documents_revision");

            // What was read of it is changed, or nothing is: one that was removed meanwhile never comes back by a statement that did not know.
            document.Property(d => d.Revision).IsConcurrencyToken();
            OfCollection(document);
        });
        model.Entity<DocumentName>(name =>
        {
            name.ToTable("knowledge_names");
            name.Property(n => n.SearchName).UsePropertyAccessMode(PropertyAccessMode.Property);
            name.HasKey(n => new { n.CollectionId, n.Source, n.SourceKey });
            name.HasIndex(n => n.DocumentId, "ix_knowledge_names_document");
            OfDocument(name, n => n.DocumentId);
        });
        model.Entity<DocumentBody>(body =>
        {
            body.ToTable("knowledge_bodies");
            body.HasKey(b => b.DocumentId);
            OfDocument(body, b => b.DocumentId);
        });
        model.Entity<Chunk>(chunk =>
        {
            chunk.ToTable("knowledge_chunks");
            chunk.HasIndex(c => new { c.DocumentId, c.Generation, c.Ordinal }, "ix_knowledge_chunks_place").IsUnique();
            OfDocument(chunk, c => c.DocumentId);
        });
        model.Entity<ChunkVector>(vector =>
        {
            vector.ToTable("knowledge_vectors");
            vector.HasKey(v => new { v.ChunkId, v.Embedder, v.Window });
            vector.HasIndex(v => v.DocumentId, "ix_knowledge_vectors_document");
            vector.HasOne<Chunk>().WithMany().HasForeignKey(v => v.ChunkId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredFile>(file =>
        {
            file.ToTable("knowledge_files");
            file.HasKey(f => new { f.CollectionId, f.ContentHash });
            OfCollection(file);
        });
    }

    private static void OfCollection<TEntity>(EntityTypeBuilder<TEntity> entity)
        where TEntity : class, IInCollection =>
        entity.HasOne<Collection>().WithMany().HasForeignKey(row => row.CollectionId).OnDelete(DeleteBehavior.Cascade);

    private static void OfDocument<TEntity>(EntityTypeBuilder<TEntity> entity, Expression<Func<TEntity, object?>> document)
        where TEntity : class, IInCollection =>
        entity.HasOne<Document>().WithMany().HasForeignKey(document).OnDelete(DeleteBehavior.Cascade);
}
