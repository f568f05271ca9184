using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;
using Parley.Usage;
using Parley.Usage.Reports;

namespace Parley.Server.Endpoints;

/// <summary>What models were used for, and what it cost.</summary>
internal static class UsageEndpoints
{
    private const int MaxDays = 400;

    public static void MapUsage(this IEndpointRouteBuilder api) =>
        api.MapGet("/usage", Report).Requires(Rights.ReadContent).WithTags("Usage").WithSummary("Adds up what was used and what it cost")
            .WithDescription("Every call to a model counts, stopped and failed ones with what they used. The day a call began is its day, in UTC. With read_usage it is the whole tenant's, else one's own.")
            .WithParameter("from", "The first day, 2026-11-01. Default: the first of this month.")
            .WithParameter("to", "The last day, 2026-11-30. Default: today.")
            .WithParameter("group_by", "Any of day, month, provider, model, user, persona, feature, key, conversation, separated by commas. Default: day.")
            .WithParameter("format", "json (default) or csv.")
            .Produces<UsageResponse>().WithProblems(400);

    private static async Task<IResult> Report(HttpContext http, CurrentCaller caller, ParleyDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = ReadDay(http.Request, "from", today.AddDays(1 - today.Day), errors);
        var to = ReadDay(http.Request, "to", today, errors);
        var by = ReadDimensions(http.Request, errors);
        var format = http.Request.Query["format"].FirstOrDefault() ?? "json";
        errors.Add("format", format is "json" or "csv" ? null : "Must be json or csv.");
        errors.Add("to", to < from ? "Must not be before from." : to.DayNumber - from.DayNumber >= MaxDays ? $"At most {MaxDays} days can be added up at once." : null);
        errors.Check();

        // The whole tenant's for those who may see it, else one's own.
        var entries = caller.Required.May(Rights.ReadUsage) ? db.UsageEntries.IgnoreQueryFilters([ParleyDbContext.OwnerFilter]) : db.UsageEntries;
        var (first, last) = (from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var rows = await UsageReport.AddUpAsync(entries, first, last, by, cancellationToken);
        return format is "csv"
            ? Results.Text(Csv(rows), "text/csv; charset=utf-8")
            : Results.Json(new UsageResponse(first, last, UsageRowResponse.Sum(rows), [.. rows.Select(UsageRowResponse.From)]), ApiJson.Default.UsageResponse);
    }

    private static string Csv(IReadOnlyList<UsageRow> rows)
    {
        var csv = new StringBuilder("period,provider,model,user,persona,feature,key,conversation,calls,prompt_tokens,completion_tokens,cost_usd,unpriced_calls,estimated_calls\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', new[] { row.Period, row.Provider, row.Model, row.User?.ToString(), row.Persona, row.Feature, row.Key, row.Conversation }.Select(Field))
                .Append(CultureInfo.InvariantCulture, $",{row.Calls},{row.PromptTokens},{row.CompletionTokens},{row.CostNanos / 1e9m},{row.UnpricedCalls},{row.EstimatedCalls}\r\n");
        }

        return csv.ToString();
    }

    // RFC 4180; and a name that a spreadsheet would take for a formula is only text.
    private static string Field(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static DateOnly ReadDay(HttpRequest request, string name, DateOnly otherwise, FieldErrors errors)
    {
        if (request.Query[name].FirstOrDefault() is not { } text)
        {
            return otherwise;
        }

        errors.Add(name, DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? null : "Must be a day such as 2026-11-01.");
        return day == default ? otherwise : day;
    }

    private static HashSet<UsageDimension> ReadDimensions(HttpRequest request, FieldErrors errors)
    {
        var by = new HashSet<UsageDimension>();
        foreach (var name in (request.Query["group_by"].FirstOrDefault() ?? "day").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            errors.Add("group_by", SnakeCaseEnum.TryRead<UsageDimension>(name, out var dimension) && by.Add(dimension) ? null
                : $"Must be different ones of {string.Join(", ", Enum.GetValues<UsageDimension>().Select(SnakeCaseEnum.Write))}.");
        }

        return by;
    }
}
