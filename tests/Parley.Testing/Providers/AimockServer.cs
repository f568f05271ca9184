using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Parley.Testing;

/// <summary>
/// A fake of several providers that others wrote: it does not share our understanding of their formats. Needs node; its
/// packages are installed on first use.
/// </summary>
public sealed class AimockServer : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>Without a path.</summary>
    public Uri BaseUrl { get; private set; } = new("http://unstarted.invalid");

    public async ValueTask InitializeAsync()
    {
        var folder = NodeFolder.Find();
        await NodeFolder.EnsureInstalledAsync(folder);
        _process = Start(folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (line?.StartsWith("READY ", StringComparison.Ordinal) is not true)
        {
            throw new InvalidOperationException("aimock did not start: " + line + await _process.StandardError.ReadToEndAsync(patience.Token));
        }

        BaseUrl = new Uri(line["READY ".Length..]);
    }

    /// <summary>The bodies of the requests it got, as it understood them, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> RequestsAsync(CancellationToken cancellationToken)
    {
        using var journal = JsonDocument.Parse(await _http.GetStringAsync(new Uri(BaseUrl, "__aimock/journal"), cancellationToken));
        var entries = journal.RootElement.ValueKind is JsonValueKind.Array ? journal.RootElement : journal.RootElement.GetProperty("entries");
        return [.. entries.EnumerateArray().Select(entry => entry.GetProperty("body").Clone())];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private static Process Start(string folder)
    {
        try
        {
            // Its input stays open as long as we live: should we die, it ends too.
            return Process.Start(new ProcessStartInfo("node", ["start-aimock.mjs"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need node (20 or newer) on the PATH.", e);
        }
    }
}
