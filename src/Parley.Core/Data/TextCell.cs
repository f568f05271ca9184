namespace Parley.Data;

/// <summary>One text of one row. The names are Parley's own and never a caller's: they become part of a statement.</summary>
/// <param name="Key">The column that <paramref name="Id"/> is looked for in.</param>
public sealed record TextCell(string Table, string Column, string Key, Guid Id);
