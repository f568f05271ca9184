namespace Parley.Cli.Terminal;

/// <summary>Nobody reads the output any more, as with <c>| head -1</c>. That is the reader's good right: the program ends quietly.</summary>
internal sealed class OutputClosedException(IOException inner) : Exception("The output was closed.", inner);
