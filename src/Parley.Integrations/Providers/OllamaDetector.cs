using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Ollama;

namespace Parley.Integrations.Providers;

/// <summary>
/// Looks for an Ollama on this machine: in development only, and only when no address was configured. It asks once while
/// the host starts, so that the first request knows, and then every minute beside the requests, so that none ever waits.
/// </summary>
internal sealed partial class OllamaDetector(
    IOptions<OllamaOptions> options, IHostEnvironment environment, WireHttp http, TimeProvider time, ILogger<OllamaDetector> logger)
    : BackgroundService
{
    public const string LocalAddress = "http://localhost:11434";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>A server on the same machine answers in a few milliseconds or not at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private PeriodicTimer? _timer;
    private volatile string? _foundModel;

    /// <summary>Where to look; tests look elsewhere.</summary>
    internal Uri Address { get; init; } = new(LocalAddress);

    /// <summary>The best model of the server found. Null when nothing answered, or it has no model: both cannot chat.</summary>
    public string? FoundModel => _foundModel;

    private bool IsWanted => environment.IsDevelopment() && string.IsNullOrWhiteSpace(options.Value.BaseUrl);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsWanted)
        {
            await ProbeAsync(cancellationToken);
            _timer = new PeriodicTimer(Interval, time);
            await base.StartAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_timer is not null && await _timer.WaitForNextTickAsync(stoppingToken))
        {
            await ProbeAsync(stoppingToken);
        }
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var before = _foundModel;
        _foundModel = await AskAsync(cancellationToken);
        if (_foundModel is { } model && before is null)
        {
            LogFound(Address, model);
        }
        else if (_foundModel is null && before is not null)
        {
            LogGone(Address);
        }
    }

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, OllamaTags.Path));
            using var response = await http.SendAsync(request, both.Token);
            response.EnsureSuccessStatusCode();
            await using var body = new BoundedStream(await response.Content.ReadAsStreamAsync(both.Token), 1024 * 1024);
            using var tags = await JsonDocument.ParseAsync(body, cancellationToken: both.Token);
            return OllamaTags.ChatModels(tags.RootElement).FirstOrDefault();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or WireException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ollama answers at {Address}; its model {Model} can be used")]
    private partial void LogFound(Uri address, string model);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ollama no longer answers at {Address}")]
    private partial void LogGone(Uri address);
}
