using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Personas.BuiltIn;
using Parley.Personas.Library;

namespace Parley.Personas;

/// <summary>The personas somebody can use: those built in, which cannot be changed, and their own.</summary>
public sealed class PersonaCatalogue(TimeProvider clock) : ILibrary<PersonaDefinition>
{
    private readonly LibraryStore<PersonaDefinition> _store = new(LibraryKind.Persona, "persona", LibraryJson.Default.PersonaDefinition, clock);

    public async Task<(IReadOnlyList<Stored<PersonaDefinition>> Page, int Total)> ListAsync(
        ParleyDbContext db, int limit, int offset, CancellationToken cancellationToken)
    {
        var own = await _store.ListAsync(db, cancellationToken);
        var builtIn = BuiltInPersonas.All.Skip(offset).Take(limit).ToList();
        var wanted = own.Skip(Math.Max(0, offset - BuiltInPersonas.All.Count)).Take(limit - builtIn.Count).ToList();
        return ([.. builtIn, .. await _store.ReadAsync(db, wanted, cancellationToken)], own.Count + BuiltInPersonas.All.Count);
    }

    /// <returns>Null when there is none.</returns>
    public async ValueTask<Stored<PersonaDefinition>?> FindAsync(ParleyDbContext db, PersonaReference reference, CancellationToken cancellationToken) =>
        BuiltInPersonas.Find(reference.Name) is { } builtIn
            ? reference.Version is null || reference.Version == builtIn.Version ? builtIn : null
            : await _store.FindAsync(db, reference.Name, reference.Version, cancellationToken);

    public async Task<Stored<PersonaDefinition>> GetAsync(ParleyDbContext db, string name, int? version, CancellationToken cancellationToken) =>
        await FindAsync(db, new(name, version), cancellationToken) ?? throw _store.NotFound();

    public async Task<(IReadOnlyList<Stored<PersonaDefinition>> Page, int Total)> VersionsAsync(
        ParleyDbContext db, string name, int limit, int offset, CancellationToken cancellationToken) =>
        BuiltInPersonas.Find(name) is { } builtIn ? ([.. new[] { builtIn }.Skip(offset)], 1) : await _store.VersionsAsync(db, name, limit, offset, cancellationToken);

    public Task<Stored<PersonaDefinition>> AddAsync(
        ParleyDbContext db, Caller caller, string? name, PersonaDefinition definition, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        name ??= DefinitionChecks.NameFrom(definition.DisplayName);
        errors.Add("id", DefinitionChecks.NameProblem(name) ?? (IsReserved(name) ? $"'{name}' is taken by a built-in persona. Choose another id." : null));
        PersonaValidator.Check(definition, errors);
        errors.Check();
        return _store.AddAsync(db, caller, name, definition, cancellationToken);
    }

    public Task<Stored<PersonaDefinition>> ChangeAsync(
        ParleyDbContext db, string name, int? baseVersion, PersonaDefinition definition, CancellationToken cancellationToken)
    {
        RefuseBuiltIn(name);
        var errors = new FieldErrors();
        errors.Add("version", baseVersion is null ? "Give the version your change is made to." : null);
        PersonaValidator.Check(definition, errors);
        errors.Check();
        return _store.ChangeAsync(db, name, baseVersion!.Value, definition, null, cancellationToken);
    }

    public async Task<Stored<PersonaDefinition>> RestoreAsync(ParleyDbContext db, string name, int version, CancellationToken cancellationToken)
    {
        RefuseBuiltIn(name);
        var old = await GetAsync(db, name, version, cancellationToken);
        return await _store.ChangeAsync(db, name, old.Newest, old.Definition, version, cancellationToken);
    }

    public Task DeleteAsync(ParleyDbContext db, string name, CancellationToken cancellationToken)
    {
        RefuseBuiltIn(name);
        return _store.DeleteAsync(db, name, cancellationToken);
    }

    /// <summary>Checks what a preview needs; the rest may still be missing while somebody writes.</summary>
    public static void CheckContent(PersonaDefinition definition)
    {
        var errors = new FieldErrors();
        PersonaValidator.CheckContent(definition, errors);
        errors.Check();
    }

    private static bool IsReserved(string name) => name == PersonaReference.None || BuiltInPersonas.Find(name) is not null;

    private static void RefuseBuiltIn(string name)
    {
        if (BuiltInPersonas.Find(name) is not null)
        {
            throw new AppException(ErrorCode.Forbidden, "A built-in persona cannot be changed. Copy it under another id, and change the copy.");
        }
    }
}
