using System.Globalization;

namespace Parley.Usage;

/// <summary>Days and months as the ledger writes them. All UTC.</summary>
public static class BudgetPeriods
{
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The key of the period a day belongs to.</summary>
    public static string Key(this BudgetPeriod period, string day) => period is BudgetPeriod.Day ? day : day[..7];

    /// <summary>When the period that holds now ends.</summary>
    public static DateTimeOffset EndsAfter(this BudgetPeriod period, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return period is BudgetPeriod.Day ? day.AddDays(1) : day.AddDays(1 - day.Day).AddMonths(1);
    }
}
