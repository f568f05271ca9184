using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parley.Integrations.Oidc;

/// <summary>
/// The provider's addresses and keys, read when they are first needed and now and then anew. While it does not answer,
/// what was read before holds; nobody waits twice for one that is away.
/// </summary>
internal sealed partial class OidcProvider(OidcHttp http, IOptions<OidcOptions> options, TimeProvider clock, ILogger<OidcProvider> logger) : IDisposable
{
    /// <summary>After a failure, how long the next request is spared.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Configuration? _current;
    private volatile Failure? _failure;
    private long? _soughtAt;

    private string Authority => options.Value.Authority!.Trim();

    /// <exception cref="OidcException"><see cref="OidcFailure.ProviderUnavailable"/>: it does not answer, and never did.</exception>
    public async ValueTask<OidcMetadata> GetMetadataAsync(CancellationToken cancellationToken) => (await GetAsync(cancellationToken)).Metadata;

    /// <summary>
    /// The key a token names; where it names none, the only one there is. One that is not known has the keys read anew, once
    /// in a while: a token costs nothing to make, and must not make us ask the provider each time.
    /// </summary>
    /// <returns>Null when there is no such key.</returns>
    public async ValueTask<ProviderKey?> FindKeyAsync(string? id, string algorithm, CancellationToken cancellationToken)
    {
        var current = await GetAsync(cancellationToken);
        return current.Find(id, algorithm) ?? (await SeekAsync(current, cancellationToken)).Find(id, algorithm);
    }

    public void Dispose() => _reading.Dispose();

    private ValueTask<Configuration> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current && clock.GetElapsedTime(current.ReadAt) < options.Value.RefreshAfter ? new(current) : new(RefreshAsync(cancellationToken));

    private async Task<Configuration> RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited finds what the one before them found.
            if (_current is { } known && clock.GetElapsedTime(known.ReadAt) < options.Value.RefreshAfter)
            {
                return known;
            }

            if (_failure is { } failure && clock.GetElapsedTime(failure.At) < Pause)
            {
                return _current ?? throw new OidcException(failure.Error.Failure, failure.Error.Message, failure.Error);
            }

            var metadata = OidcMetadata.Read((await http.GetAsync(OidcAddress.OfDiscovery(Authority), cancellationToken)).Expect("its configuration"), Authority);
            return _current = new(metadata, await ReadKeysAsync(metadata, cancellationToken), clock.GetTimestamp());
        }
        catch (OidcException e) when (_current is { } stale)
        {
            Note(e);
            return stale;
        }
        catch (OidcException e)
        {
            Note(e);
            throw;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Configuration> SeekAsync(Configuration seen, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var current = _current ?? seen;
            if (current != seen || _soughtAt is { } before && clock.GetElapsedTime(before) < options.Value.KeyCooldown)
            {
                return current;
            }

            _soughtAt = clock.GetTimestamp();
            return _current = current with { Keys = await ReadKeysAsync(current.Metadata, cancellationToken) };
        }
        catch (OidcException e)
        {
            LogFailed(e);
            return seen;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<IReadOnlyList<ProviderKey>> ReadKeysAsync(OidcMetadata metadata, CancellationToken cancellationToken)
    {
        var keys = ProviderKey.ReadSet((await http.GetAsync(metadata.KeysEndpoint, cancellationToken)).Expect("its keys"));
        return keys.Count > 0 ? keys : throw new OidcException(OidcFailure.ProviderUnavailable, "The identity provider publishes no key that can be used (RSA of 2048 bits or more, or P-256).");
    }

    private void Note(OidcException error)
    {
        if (_failure is not { } known || clock.GetElapsedTime(known.At) >= Pause)
        {
            _failure = new(error, clock.GetTimestamp());
            LogFailed(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The identity provider could not be read")]
    private partial void LogFailed(Exception error);

    private sealed record Configuration(OidcMetadata Metadata, IReadOnlyList<ProviderKey> Keys, long ReadAt)
    {
        public ProviderKey? Find(string? id, string algorithm)
        {
            var fitting = Keys.Where(key => key.MaySign(algorithm) && (id is null || key.Id == id)).Take(2).ToList();
            return id is not null || fitting.Count == 1 ? fitting.FirstOrDefault() : null;
        }
    }

    private sealed record Failure(OidcException Error, long At);
}
