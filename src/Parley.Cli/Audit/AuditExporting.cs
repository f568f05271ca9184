using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;

namespace Parley.Cli.Audit;

/// <summary>Writes events to the output.</summary>
internal sealed class AuditExporting(TrailScopes trails)
{
    public async Task<int> RunAsync(string? tenant, bool asCsv, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var id = await trails.ChooseAsync(tenant, cancellationToken);
        return await trails.RunAsync(id, async services =>
        {
            var filter = new AuditFilter
            {
                From = from?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                To = to?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            };
            var details = new Dictionary<string, string> { ["format"] = asCsv ? "csv" : "jsonl" };
            await services.GetRequiredService<AuditTrail>().RecordAsync(new AuditEntry(AuditActions.AuditExport) { Details = details }, cancellationToken);
            await using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
            var events = services.GetRequiredService<AuditReader>().ReadAsync(filter, cancellationToken);
            await (asCsv ? AuditExport.WriteCsvAsync(output, events, cancellationToken) : AuditExport.WriteJsonLinesAsync(output, events, cancellationToken));
            return ExitCode.Ok;
        });
    }
}
