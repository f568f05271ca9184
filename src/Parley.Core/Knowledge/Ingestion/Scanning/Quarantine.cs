using Microsoft.Extensions.Logging;
using Parley.Data;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion.Scanning;

/// <summary>Lets files through to the readers that a scanner found nothing in; without a scanner, all.</summary>
internal sealed partial class Quarantine(IEnumerable<IFileScanner> scanners, TimeProvider clock, ILogger<Quarantine> logger)
{
    /// <summary>What <see cref="Document.Failure"/> says of a file that waits to be scanned.</summary>
    public const string HeldFailure = "held";

    public const string HeldError = "The virus scanner cannot be reached. The file is kept aside, and read as soon as it has been scanned.";

    /// <summary>After it could not be reached, the next files do not each wait for it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly IFileScanner? _scanner = scanners.LastOrDefault(scanner => scanner.IsConfigured);
    private long _awaySince;

    /// <summary>What <see cref="Document.Failure"/> says of a file that a scanner found something in.</summary>
    public static string InfectedFailure { get; } = SnakeCaseEnum.Write(ReadFailure.Infected);

    /// <returns>Whether the file may be read now; else it is held.</returns>
    /// <exception cref="DocumentReadException">It may never be.</exception>
    public async Task<bool> LetsThroughAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (_scanner is null)
        {
            return true;
        }

        if (Interlocked.Read(ref _awaySince) is not 0 and var since && clock.GetElapsedTime(since) < Rest)
        {
            return false;
        }

        var result = await _scanner.ScanAsync(content, cancellationToken);
        Note(result.Verdict is not ScanVerdict.Unavailable);
        return result.Verdict switch
        {
            ScanVerdict.Clean => true,
            ScanVerdict.Infected => throw new InfectedFileException(result.Signature ?? "malware"),
            ScanVerdict.TooLarge => throw new DocumentReadException(ReadFailure.TooLarge, "The file is larger than the virus scanner takes, so it is not read."),
            _ => false,
        };
    }

    private void Note(bool isThere)
    {
        var before = Interlocked.Exchange(ref _awaySince, isThere ? 0 : Math.Max(1, clock.GetTimestamp()));
        if (!isThere && before == 0)
        {
            LogAway();
        }
        else if (isThere && before != 0)
        {
            LogBack();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The virus scanner cannot be reached: files are held until it can")]
    private partial void LogAway();

    [LoggerMessage(LogLevel.Information, "The virus scanner is back")]
    private partial void LogBack();
}
