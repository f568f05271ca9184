namespace Parley.Cli;

/// <summary>The command line, or an entry at the prompt, asks for something that cannot be. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
