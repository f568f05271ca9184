using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Operations;

/// <summary>
/// What operators have set while Parley runs. Reading costs nothing: the values are in memory and read anew every few
/// seconds, so that what was set on one node soon holds on all.
/// </summary>
public sealed class OperatorSettings(IServiceScopeFactory scopes, TimeProvider clock) : IRefreshed
{
    private const string Upsert = """
        INSERT INTO operator_settings (name, value, updated_at) VALUES ({0}, {1}, {2})
        ON CONFLICT (name) DO UPDATE SET value = {1}, updated_at = {2}
        """;

    private volatile IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public TimeSpan RefreshInterval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The value, or null when none was set.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Writes one, in the transaction that the context is in. It holds after the next <see cref="RefreshAsync"/>.</summary>
    /// <param name="value">Null removes it.</param>
    public Task SetAsync(ParleyDbContext db, string name, string? value, CancellationToken cancellationToken) => value is null
        ? db.Set<OperatorSetting>().Where(setting => setting.Name == name).ExecuteDeleteAsync(cancellationToken)
        : db.Database.ExecuteSqlRawAsync(Upsert, [name, value, clock.GetUtcNow().UtcDateTime], cancellationToken);

    /// <summary>Reads what other nodes may have changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        _values = await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Set<OperatorSetting>().AsNoTracking()
            .ToDictionaryAsync(setting => setting.Name, setting => setting.Value, cancellationToken);
    }
}
