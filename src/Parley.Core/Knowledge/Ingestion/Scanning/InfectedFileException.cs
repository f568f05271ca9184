using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion.Scanning;

/// <summary>A scanner found something in the file.</summary>
/// <param name="signature">As the scanner calls it.</param>
internal sealed class InfectedFileException(string signature)
    : DocumentReadException(ReadFailure.Infected, $"The virus scanner found {signature} in the file. It was not read, and is not kept.")
{
    public string Signature => signature;
}
