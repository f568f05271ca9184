namespace Parley.Secrets;

/// <summary>A stored secret cannot be read: it was encrypted with another key, for another purpose, or was changed.</summary>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
