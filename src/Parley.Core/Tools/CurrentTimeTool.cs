using System.ComponentModel;
using System.Globalization;
using Parley.Tools.Dates;

namespace Parley.Tools;

/// <summary>The clock and the calendar for models, which have neither.</summary>
internal sealed class CurrentTimeTool(TimeProvider time)
{
    private const string DateFormats = "as 2026-12-24, '24 December', 'today', 'tomorrow' or 'next Friday'";

    [Description("The current date, weekday and time in a time zone.")]
    public string GetCurrentTime(
        [Description("An IANA time zone such as 'Europe/Berlin', or its city. Empty for the server's own zone.")]
        string? timeZone = null) =>
        Answer(() =>
        {
            var zone = string.IsNullOrWhiteSpace(timeZone) ? time.LocalTimeZone : TimeZones.Find(timeZone);
            var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
            return string.Create(CultureInfo.InvariantCulture, $"{now:dddd, yyyy-MM-dd HH:mm:ss} ({zone.Id}, UTC{now:zzz})");
        });

    [Description("The date some days, weeks, months or years after (or, negative, before) a date.")]
    public string AddToDate(
        [Description($"The date to begin with, {DateFormats}.")] string date = "today",
        int days = 0, int weeks = 0, int months = 0, int years = 0) =>
        Answer(() =>
        {
            try
            {
                return Format(Read(date).AddYears(years).AddMonths(months).AddDays(checked((weeks * 7) + days)));
            }
            catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
            {
                throw new DateException("The result is outside the years 1 to 9999.");
            }
        });

    [Description("The number of days from one date to another; negative when the second is earlier.")]
    public string DaysBetween(
        [Description($"The first date, {DateFormats}.")] string from,
        [Description("The second date, in the same forms.")] string to) =>
        Answer(() =>
        {
            var (first, second) = (Read(from), Read(to));
            var days = second.DayNumber - first.DayNumber;
            var unit = Math.Abs(days) == 1 ? "day" : "days";
            return $"{days.ToString(CultureInfo.InvariantCulture)} {unit} from {Format(first)} to {Format(second)}";
        });

    [Description("The weekday of a date.")]
    public string GetDayOfWeek([Description($"The date, {DateFormats}.")] string date) => Answer(() => Format(Read(date)));

    private DateOnly Read(string date) => DateReader.Read(date, DateOnly.FromDateTime(time.GetLocalNow().DateTime));

    private static string Format(DateOnly date) => date.ToString("dddd, yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Answer(Func<string> compute)
    {
        try
        {
            return compute();
        }
        catch (DateException error)
        {
            return $"Error: {error.Message}";
        }
    }
}
