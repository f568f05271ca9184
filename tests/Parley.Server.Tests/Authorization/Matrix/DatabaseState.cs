using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>Every row of every table as text, to see whether anything changed.</summary>
internal static class DatabaseState
{
    // What a refused request may leave behind: that it was refused, and that somebody was there.
    private static readonly string[] VolatileTables = ["audit_events", "audit_heads", "sign_in_failures"];
    private static readonly string[] VolatileColumns = ["last_seen_at", "last_used_at", "last_sign_in_at"];

    /// <param name="concerns">Which rows, by their tenant and their owner where they have them.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(IServiceProvider services, Func<Guid?, Guid?, bool> concerns)
    {
        await using var scope = services.CreateAsyncScope();
        var tables = scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Model.GetEntityTypes().Select(type => type.GetTableName()!)
            .Distinct().Except(VolatileTables).ToList();
        await using var connection = services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync();
        var rows = new List<string>();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = Enumerable.Range(0, reader.FieldCount).Where(i => !VolatileColumns.Contains(reader.GetName(i)))
                    .ToDictionary(reader.GetName, i => Text(reader.GetValue(i)));
                if (concerns(Id(values, table == "tenants" ? "id" : "tenant_id"), Id(values, table == "users" ? "id" : "owner_id")))
                {
                    rows.Add($"{table}: {string.Join(", ", values.Select(value => $"{value.Key}={value.Value}"))}");
                }
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>The same, once what was begun before has been written to its end.</summary>
    public static async Task<IReadOnlyList<string>> SettleAsync(IServiceProvider services, Func<Guid?, Guid?, bool> concerns)
    {
        var last = await ReadAsync(services, concerns);
        while (true)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            var next = await ReadAsync(services, concerns);
            if (next.SequenceEqual(last))
            {
                return next;
            }

            last = next;
        }
    }

    private static Guid? Id(Dictionary<string, string> values, string column) =>
        values.TryGetValue(column, out var text) && Guid.TryParse(text, out var id) ? id : null;

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value is DateTime time ? time.ToString("O") : value.ToString() ?? "";
}
