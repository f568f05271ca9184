using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Operations;

/// <summary>
/// What operators have set while Parley runs. Reading costs nothing: the values are in memory and read anew every few
/// seconds, so that what was set on one node soon holds on all.
/// </summary>
public sealed class OperatorSettings(IServiceScopeFactory scopes, GroupCommitWriter writer, TimeProvider clock)
{
    private const string Upsert = """
        INSERT INTO operator_settings (name, value, updated_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET value = $2, updated_at = $3
        """;

    private volatile IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    /// <summary>The value, or null when none was set.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <param name="value">Null removes it.</param>
    public async Task SetAsync(string name, string? value, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(value is null
            ? new SqlStatement("DELETE FROM operator_settings WHERE name = $1", name)
            : new SqlStatement(Upsert, name, value, clock.GetUtcNow().UtcDateTime));
        await RefreshAsync(cancellationToken);
    }

    /// <summary>Reads what other nodes may have changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        _values = await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Set<OperatorSetting>().AsNoTracking()
            .ToDictionaryAsync(setting => setting.Name, setting => setting.Value, cancellationToken);
    }
}
