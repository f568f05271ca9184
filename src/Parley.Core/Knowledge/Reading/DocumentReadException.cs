namespace Parley.Knowledge.Reading;

/// <summary>A file cannot be read. The message is for whoever sent it: what is wrong, and what they can do. It quotes nothing of the file.</summary>
public class DocumentReadException(ReadFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ReadFailure Failure => failure;
}

/// <summary>Why a file cannot be read; in snake_case on the wire.</summary>
public enum ReadFailure
{
    /// <summary>No reader knows such files.</summary>
    Unsupported,

    /// <summary>It is not what its name says.</summary>
    Mislabelled,

    Broken,

    /// <summary>It needs a password.</summary>
    Encrypted,

    /// <summary>It, or what is packed in it, goes beyond a bound.</summary>
    TooLarge,

    /// <summary>There is no text in it, as in a scan.</summary>
    Empty,

    /// <summary>Reading it took too long.</summary>
    TimedOut,

    /// <summary>A program needed for it is not installed.</summary>
    ReaderMissing,

    /// <summary>A virus scanner found something in it.</summary>
    Infected,
}
