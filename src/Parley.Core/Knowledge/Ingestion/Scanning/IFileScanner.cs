namespace Parley.Knowledge.Ingestion.Scanning;

/// <summary>
/// Looks for malware in the bytes of a file, before anything else looks into them. To add one, write one class in
/// <c>Integrations/Antivirus</c> and register it; the last one that is configured is asked.
/// </summary>
public interface IFileScanner
{
    /// <summary>Whether there is one to ask. Without, files are read unscanned.</summary>
    bool IsConfigured { get; }

    /// <summary>What it finds. That it cannot be asked is an answer too: the file is held, and asked about again.</summary>
    Task<ScanResult> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}

/// <param name="Signature">What was found, as the scanner calls it; null where nothing was.</param>
public readonly record struct ScanResult(ScanVerdict Verdict, string? Signature = null);

/// <summary>What a scanner says of a file.</summary>
public enum ScanVerdict
{
    /// <summary>It cannot be asked now, or gave no answer that can be understood. The first value, so that a forgotten one lets nothing through.</summary>
    Unavailable,

    Clean,

    Infected,

    /// <summary>It is larger than the scanner takes, so nobody can say.</summary>
    TooLarge,
}
