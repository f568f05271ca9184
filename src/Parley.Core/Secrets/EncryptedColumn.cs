namespace Parley.Secrets;

/// <summary>
/// A column of texts that <see cref="SecretProtector"/> wrote. Registered with <c>AddEncryptedColumn</c>, so that a change of
/// the installation's secret reaches it.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Key">The column that names a row; text.</param>
/// <param name="Value">The encrypted column.</param>
/// <param name="PurposeOf">What the row of that name was encrypted for.</param>
public sealed record EncryptedColumn(string Table, string Key, string Value, Func<string, string> PurposeOf)
{
    internal string Select { get; } = $"""SELECT {Key} AS "Name", {Value} AS "Text" FROM {Table}""";

    // Only what is still as it was read: another process may be at the same work.
    internal string Replace { get; } = $$"""UPDATE {{Table}} SET {{Value}} = {0} WHERE {{Key}} = {1} AND {{Value}} = {2}""";
}
