using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Personas.Library;

namespace Parley.Personas;

/// <summary>The templates for messages that somebody has written.</summary>
public sealed class TemplateCatalogue(TimeProvider clock) : ILibrary<TemplateDefinition>
{
    private readonly LibraryStore<TemplateDefinition> _store = new(LibraryKind.Template, "template", LibraryJson.Default.TemplateDefinition, clock);

    public async Task<(IReadOnlyList<Stored<TemplateDefinition>> Page, int Total)> ListAsync(
        ParleyDbContext db, int limit, int offset, CancellationToken cancellationToken)
    {
        var items = await _store.ListAsync(db, cancellationToken);
        return (await _store.ReadAsync(db, [.. items.Skip(offset).Take(limit)], cancellationToken), items.Count);
    }

    public async Task<Stored<TemplateDefinition>> GetAsync(ParleyDbContext db, string name, int? version, CancellationToken cancellationToken) =>
        await _store.FindAsync(db, name, version, cancellationToken) ?? throw _store.NotFound();

    public async Task<(IReadOnlyList<Stored<TemplateDefinition>> Page, int Total)> VersionsAsync(
        ParleyDbContext db, string name, int limit, int offset, CancellationToken cancellationToken) =>
        await _store.VersionsAsync(db, name, limit, offset, cancellationToken);

    public Task<Stored<TemplateDefinition>> AddAsync(
        ParleyDbContext db, Caller caller, string? name, TemplateDefinition definition, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        name ??= DefinitionChecks.NameFrom(definition.DisplayName);
        errors.Add("id", DefinitionChecks.NameProblem(name));
        DefinitionChecks.CheckTitle(definition.DisplayName, definition.Description, errors);
        CheckContent(definition, errors);
        errors.Check();
        return _store.AddAsync(db, caller, name, definition, cancellationToken);
    }

    public Task<Stored<TemplateDefinition>> ChangeAsync(
        ParleyDbContext db, string name, int? baseVersion, TemplateDefinition definition, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Add("version", baseVersion is null ? "Give the version your change is made to." : null);
        DefinitionChecks.CheckTitle(definition.DisplayName, definition.Description, errors);
        CheckContent(definition, errors);
        errors.Check();
        return _store.ChangeAsync(db, name, baseVersion!.Value, definition, null, cancellationToken);
    }

    public async Task<Stored<TemplateDefinition>> RestoreAsync(ParleyDbContext db, string name, int version, CancellationToken cancellationToken)
    {
        var old = await GetAsync(db, name, version, cancellationToken);
        return await _store.ChangeAsync(db, name, old.Newest, old.Definition, version, cancellationToken);
    }

    public Task DeleteAsync(ParleyDbContext db, string name, CancellationToken cancellationToken) => _store.DeleteAsync(db, name, cancellationToken);

    /// <summary>Checks what rendering needs.</summary>
    public static void CheckContent(TemplateDefinition definition)
    {
        var errors = new FieldErrors();
        CheckContent(definition, errors);
        errors.Check();
    }

    private static void CheckContent(TemplateDefinition definition, FieldErrors errors)
    {
        DefinitionChecks.CheckVariables(definition.Variables ?? [], errors);
        errors.Add("body", string.IsNullOrWhiteSpace(definition.Body) ? "The template is empty." : null);
        DefinitionChecks.CheckTemplate("body", definition.Body, definition.Variables ?? [], errors);
    }
}
