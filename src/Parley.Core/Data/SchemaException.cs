namespace Parley.Data;

/// <summary>The database does not fit this version of Parley. The message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
