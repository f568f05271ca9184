namespace Parley.Personas.Library;

/// <summary>A version of a persona or template.</summary>
/// <param name="Newest">The newest version, which is the active one.</param>
/// <param name="RestoredFrom">The version whose content was taken up again.</param>
/// <param name="CreatedAt">When this version was made; null for what is built in.</param>
public sealed record Stored<T>(string Name, int Version, int Newest, T Definition, int? RestoredFrom, DateTime? CreatedAt, bool IsBuiltIn = false);
