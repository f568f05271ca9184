using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Personas.Library;

/// <summary>Things that somebody has written, in versions: personas, templates.</summary>
public interface ILibrary<TDefinition>
    where TDefinition : class
{
    /// <summary>By name, what is built in first.</summary>
    Task<(IReadOnlyList<Stored<TDefinition>> Page, int Total)> ListAsync(ParleyDbContext db, int limit, int offset, CancellationToken cancellationToken);

    /// <param name="version">Null: the newest.</param>
    /// <exception cref="AppException">There is none.</exception>
    Task<Stored<TDefinition>> GetAsync(ParleyDbContext db, string name, int? version, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<(IReadOnlyList<Stored<TDefinition>> Page, int Total)> VersionsAsync(
        ParleyDbContext db, string name, int limit, int offset, CancellationToken cancellationToken);

    /// <param name="name">Null: made from the display name.</param>
    /// <exception cref="AppException">The definition is wrong, or the name is taken.</exception>
    Task<Stored<TDefinition>> AddAsync(ParleyDbContext db, Caller caller, string? name, TDefinition definition, CancellationToken cancellationToken);

    /// <param name="baseVersion">The version the change was made to; needed.</param>
    /// <exception cref="AppException">The definition is wrong, or there is a newer version.</exception>
    Task<Stored<TDefinition>> ChangeAsync(ParleyDbContext db, string name, int? baseVersion, TDefinition definition, CancellationToken cancellationToken);

    /// <summary>Makes the content of an old version the newest again.</summary>
    Task<Stored<TDefinition>> RestoreAsync(ParleyDbContext db, string name, int version, CancellationToken cancellationToken);

    Task DeleteAsync(ParleyDbContext db, string name, CancellationToken cancellationToken);
}
