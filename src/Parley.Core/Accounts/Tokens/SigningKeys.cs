using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;

namespace Parley.Accounts.Tokens;

/// <summary>
/// The installation's signing keys, in memory. A key is published before it signs and until the last token it signed has
/// run out, so that no node ever meets a token of a key it could not know.
/// </summary>
public sealed class SigningKeys(IServiceScopeFactory scopes, KeyPairs pairs, IOptions<TokenOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>Unknown key ids make the keys be read again at most this often, however many come.</summary>
    private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile IReadOnlyDictionary<string, KeyPair> _known = new Dictionary<string, KeyPair>();
    private long _readAt;

    /// <summary>What may be published and what verifies: the keys whose time is not over.</summary>
    public IEnumerable<KeyPair> Published => _known.Values.Where(IsPublished);

    /// <summary>The key that signs now.</summary>
    /// <exception cref="InvalidOperationException"><see cref="EnsureAsync"/> was never called.</exception>
    public KeyPair Current => Signing() ?? throw new InvalidOperationException("There is no signing key.");

    /// <summary>The key that a token names; null when there is none, or its time is over.</summary>
    public async ValueTask<KeyPair?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var key))
        {
            return IsPublished(key) ? key : null;
        }

        if (clock.GetElapsedTime(Interlocked.Read(ref _readAt)) >= CoolDown)
        {
            await ReadAsync(cancellationToken);
        }

        return _known.TryGetValue(id, out key) && IsPublished(key) ? key : null;
    }

    /// <summary>Whether a key that was found before still holds.</summary>
    public bool IsPublished(string id) => _known.TryGetValue(id, out var key) && IsPublished(key);

    /// <summary>Reads what other nodes made, and makes the next key when its time has come.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        var (now, settings) = (clock.GetUtcNow().UtcDateTime, options.Value);
        var newest = _known.Values.Where(key => key.Algorithm == settings.Algorithm).MaxBy(key => key.SignsFrom);
        var due = newest is null ? now : newest.SignsFrom + settings.KeyLifetime;
        if (settings.Algorithm is "HS256" || due - settings.KeyNotice > now)
        {
            return;
        }

        // Two nodes may both do it: then there are two keys, which harms nobody.
        await AddAsync(due <= now && Signing() is null ? now : Later(due, now + settings.KeyNotice), cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Makes a key that takes over after the notice, as when the present one may be known to others.</summary>
    /// <param name="retireOthers">Ends the others at once: every access token signed so far is refused, and renewed by its session.</param>
    public async Task RotateAsync(bool retireOthers, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await AddAsync(retireOthers ? now : now + options.Value.KeyNotice, cancellationToken);
        if (retireOthers)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().SigningKeys.Where(key => key.SignsFrom < now)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.PublishedUntil, now), cancellationToken);
        }

        await ReadAsync(cancellationToken);
    }

    public void Dispose() => _reading.Dispose();

    private async Task AddAsync(DateTime signsFrom, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();

        // Its successor may come late, when no node runs; then it signs on.
        var until = signsFrom + (2 * settings.KeyLifetime) + settings.AccessLifetime + settings.ClockSkew;
        var made = pairs.Make(settings.Algorithm, clock.GetUtcNow().UtcDateTime, signsFrom, until);
        db.Add(made);
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().SaveAsync(
            new AuditEntry(AuditActions.SigningKeyMade, made.Id)
            {
                TenantId = await db.OperatorTenantAsync(cancellationToken),
                Details = new Dictionary<string, string> { ["algorithm"] = made.Algorithm, ["signs_from"] = signsFrom.ToString("O", CultureInfo.InvariantCulture) },
            },
            cancellationToken);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = clock.GetUtcNow().UtcDateTime;
            var rows = await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().SigningKeys.AsNoTracking()
                .Where(key => key.PublishedUntil > now).ToListAsync(cancellationToken);

            // A key that is known already is kept: reading it costs more than all the rest.
            _known = rows.ToDictionary(row => row.Id, row => _known.TryGetValue(row.Id, out var known) ? known with { PublishedUntil = row.PublishedUntil } : pairs.Read(row));
            Interlocked.Exchange(ref _readAt, clock.GetTimestamp());
        }
        finally
        {
            _reading.Release();
        }
    }

    private KeyPair? Signing()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _known.Values.Where(key => key.Algorithm == options.Value.Algorithm && key.SignsFrom <= now && IsPublished(key))
            .MaxBy(key => (key.SignsFrom, key.Id));
    }

    private bool IsPublished(KeyPair key) => key.PublishedUntil > clock.GetUtcNow().UtcDateTime;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
