using Parley.Tools;
using Xunit;

namespace Parley.Core.Tests.Tools;

public sealed class CurrentTimeToolTests
{
    private readonly CurrentTimeTool tool = new(new FixedTime(new DateTimeOffset(2026, 11, 21, 22, 30, 5, TimeSpan.Zero)));

    [Theory]
    [InlineData(null, "Saturday, 2026-11-21 22:30:05 (UTC, UTC+00:00)")]
    [InlineData("", "Saturday, 2026-11-21 22:30:05 (UTC, UTC+00:00)")]
    [InlineData("Asia/Tokyo", "Sunday, 2026-11-22 07:30:05 (Asia/Tokyo, UTC+09:00)")]
    [InlineData("tokyo", "Sunday, 2026-11-22 07:30:05 (Asia/Tokyo, UTC+09:00)")]
    [InlineData("New York", "Saturday, 2026-11-21 17:30:05 (America/New_York, UTC-05:00)")]
    [InlineData("Asia/Kolkata", "Sunday, 2026-11-22 04:00:05 (Asia/Kolkata, UTC+05:30)")]
    public void GetCurrentTime_InZone_IsLocal(string? zone, string expected) => Assert.Equal(expected, tool.GetCurrentTime(zone));

    [Theory, InlineData("Mars/Olympus"), InlineData("../../etc/passwd"), InlineData("\0")]
    public void GetCurrentTime_UnknownZone_IsError(string zone) => Assert.StartsWith("Error: ", tool.GetCurrentTime(zone), StringComparison.Ordinal);

    [Theory]
    [InlineData("today", 0, 3, 0, 0, "Saturday, 2026-12-12")]
    [InlineData("2026-01-31", 0, 0, 1, 0, "Saturday, 2026-02-28")]
    [InlineData("2024-02-29", 0, 0, 0, 1, "Friday, 2025-02-28")]
    [InlineData("2026-03-01", -1, 0, 0, 0, "Saturday, 2026-02-28")]
    [InlineData("yesterday", 1, 0, 0, 0, "Saturday, 2026-11-21")]
    [InlineData("9999-12-31", 1, 0, 0, 0, "Error: The result is outside the years 1 to 9999.")]
    [InlineData("today", 0, int.MaxValue, 0, 0, "Error: The result is outside the years 1 to 9999.")]
    public void AddToDate_Amounts_GiveTheDate(string date, int days, int weeks, int months, int years, string expected) =>
        Assert.Equal(expected, tool.AddToDate(date, days, weeks, months, years));

    [Theory]
    [InlineData("2026-01-01", "2026-03-15", "73 days from Thursday, 2026-01-01 to Sunday, 2026-03-15")]
    [InlineData("today", "24 December", "33 days from Saturday, 2026-11-21 to Thursday, 2026-12-24")]
    [InlineData("today", "December 24th", "33 days from Saturday, 2026-11-21 to Thursday, 2026-12-24")]
    [InlineData("today", "24.12.2026", "33 days from Saturday, 2026-11-21 to Thursday, 2026-12-24")]
    [InlineData("today", "Christmas", "34 days from Saturday, 2026-11-21 to Friday, 2026-12-25")]
    [InlineData("today", "tomorrow", "1 day from Saturday, 2026-11-21 to Sunday, 2026-11-22")]
    [InlineData("tomorrow", "today", "-1 day from Sunday, 2026-11-22 to Saturday, 2026-11-21")]
    [InlineData("today", "next Saturday", "7 days from Saturday, 2026-11-21 to Saturday, 2026-11-28")]
    [InlineData("today", "21 November", "0 days from Saturday, 2026-11-21 to Saturday, 2026-11-21")]
    [InlineData("today", "20 Nov", "364 days from Saturday, 2026-11-21 to Saturday, 2027-11-20")]
    [InlineData("today", "29 February", "465 days from Saturday, 2026-11-21 to Tuesday, 2028-02-29")]
    public void DaysBetween_Dates_AreCounted(string from, string to, string expected) => Assert.Equal(expected, tool.DaysBetween(from, to));

    [Theory]
    [InlineData("2026-12-24", "Thursday, 2026-12-24")]
    [InlineData("4 July 1776", "Thursday, 1776-07-04")]
    [InlineData("the 1st of January, 2000", "Saturday, 2000-01-01")]
    public void GetDayOfWeek_Date_IsNamed(string date, string expected) => Assert.Equal(expected, tool.GetDayOfWeek(date));

    [Theory, InlineData("03/04/2026", "day or month first"), InlineData("2026-02-30", "not a date"), InlineData("soon", "not a date")]
    public void GetDayOfWeek_NoDate_SaysHowToWriteIt(string date, string problem)
    {
        var answer = tool.GetDayOfWeek(date);

        Assert.StartsWith("Error: ", answer, StringComparison.Ordinal);
        Assert.Contains(problem, answer, StringComparison.Ordinal);
        Assert.Contains("2026-12-24", answer, StringComparison.Ordinal);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
