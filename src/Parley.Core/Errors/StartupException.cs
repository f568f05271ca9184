namespace Parley.Errors;

/// <summary>Parley cannot start. The message is one or more whole sentences for the terminal: what is wrong and what to do.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
