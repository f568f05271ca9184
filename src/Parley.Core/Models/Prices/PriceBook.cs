using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Errors;

namespace Parley.Models.Prices;

/// <summary>
/// The prices in force: those that come with Parley, overridden by the operator's file. An edited file takes effect within
/// seconds; one that cannot be read stops the start, and later leaves the last good prices standing.
/// </summary>
public sealed partial class PriceBook(
    IOptions<PriceOptions> options, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<PriceBook> logger)
{
    private const int MaxFileLength = 1024 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly PriceTable _shipped = ReadShipped();
    private PriceTable? _current;
    private DateTime _readAs;
    private long _lookedAt;

    /// <summary>The operator's file, whether it is there or not.</summary>
    public string File { get; } = Path.GetFullPath(options.Value.File ?? Path.Combine(storage.Value.DataDir, "prices.json"));

    /// <summary>The price now, or null where none is known.</summary>
    public ModelPrice? Find(string provider, string model) => Current().Find(provider, model, clock.GetUtcNow());

    /// <summary>Reads the operator's file, so that a mistake in it is known before anything is served.</summary>
    /// <exception cref="StartupException">It cannot be used.</exception>
    public void Load()
    {
        try
        {
            Refresh();
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            throw new StartupException($"Parley cannot start, because the price file {File} cannot be used. {e.Message}", e);
        }
    }

    private PriceTable Current()
    {
        lock (_gate)
        {
            if (_current is { } current && clock.GetElapsedTime(_lookedAt) < LookEvery)
            {
                return current;
            }
        }

        try
        {
            Refresh();
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            LogUnusable(e, File);
        }

        return _current!;
    }

    private void Refresh()
    {
        lock (_gate)
        {
            _lookedAt = clock.GetTimestamp();
            _current ??= _shipped;
            var file = new FileInfo(File);
            var changed = file.Exists ? file.LastWriteTimeUtc : default;
            if (changed == _readAs)
            {
                return;
            }

            // Noted before it is read: a broken file is reported once, and again only when it was edited again.
            _readAs = changed;
            if (!file.Exists)
            {
                _current = _shipped;
                return;
            }

            if (file.Length > MaxFileLength)
            {
                throw new FormatException($"It is larger than {MaxFileLength / 1024} KiB.");
            }

            _current = _shipped.OverriddenBy(PriceTable.Parse(System.IO.File.ReadAllBytes(File)));
            LogRead(File);
        }
    }

    private static bool IsFileProblem(Exception e) => e is FormatException or IOException or UnauthorizedAccessException;

    private static PriceTable ReadShipped()
    {
        using var resource = typeof(PriceBook).Assembly.GetManifestResourceStream("Parley.Models.Prices.prices.json")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return PriceTable.Parse(bytes);
    }

    [LoggerMessage(LogLevel.Information, "Prices were read from {File}")]
    private partial void LogRead(string file);

    [LoggerMessage(LogLevel.Error, "The price file {File} cannot be used; the prices read before stay in force")]
    private partial void LogUnusable(Exception error, string file);
}
