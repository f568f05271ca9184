namespace Parley.Structured.Schemas;

/// <summary>Where a value does not fit its schema.</summary>
/// <param name="Path">As in <c>$.contacts[0].email</c>.</param>
/// <param name="Problem">What it must be instead.</param>
public sealed record SchemaError(string Path, string Problem)
{
    public override string ToString() => $"{Path}: {Problem}";
}
