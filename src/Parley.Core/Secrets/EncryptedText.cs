namespace Parley.Secrets;

/// <summary>A row of an <see cref="EncryptedColumn"/>.</summary>
internal sealed record EncryptedText(string Name, string Text);
