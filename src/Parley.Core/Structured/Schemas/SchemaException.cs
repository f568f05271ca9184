namespace Parley.Structured.Schemas;

/// <summary>What is wrong with a schema, and where in it, as a JSON pointer.</summary>
internal sealed class SchemaException(string location, string message) : Exception(message)
{
    public string Location { get; } = location;
}
