using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>"What day is it?", "How many days until 24 December?": asks the date tools, and has no clock of its own.</summary>
internal sealed class DateIntent : IIntent
{
    private const string Now = "get_current_time";
    private const string Add = "add_to_date";
    private const string Between = "days_between";
    private const string Weekday = "get_day_of_week";
    private const int LongestRequest = 160;

    // One alternative a line, matched against the whole request in lower case and without diacritics.
    private static readonly Regex NowQuestion = Pattern("""
        what day is (it|today)( today)?
        what date is (it|today)
        what('s| is) the (current )?(date|day|time)( today| now| right now)?
        (what('s| is) )?today's date
        what is today
        current (date|time)
        what time is it( now| right now)?
        what (year|month) is it
        wie spat ist es|wie viel uhr ist es|was ist heute fur ein tag
        welche[rsn]? (tag|datum) (ist|haben wir)( heute)?
        """);

    private static readonly Regex TimeIn = Pattern("""
        what time is it( now| right now)? (now )?in (?<place>[a-z_/ ]+)
        what('s| is) the( current| local)? time (now )?in (?<place>[a-z_/ ]+)
        (current |local )?time in (?<place>[a-z_/ ]+)
        what (day|date) is it in (?<place>[a-z_/ ]+)
        wie spat ist es in (?<place>[a-z_/ ]+)
        """);

    private static readonly Regex Until = Pattern("""
        (how many )?days( are there| are left| left| is it)? (until|till|to|before) (?<to>.+)
        how (long|many days)( is it)? (until|till) (?<to>.+)
        wie viele tage( sind es)?( noch)? bis( zum)? (?<to>.+)
        tage bis( zum)? (?<to>.+)
        """);

    private static readonly Regex Span = Pattern("""
        (how many )?(number of )?days( are there| lie)? (between|from) (?<from>.+) (and|to|until) (?<to>.+)
        wie viele tage (liegen )?(sind es )?(zwischen|von|vom) (?<from>.+) (und|bis)( zum)? (?<to>.+)
        """);

    private const string WhatDate = "(what|which) (date|day)( of the week)?( is it| is| will it be| will be| was it| was)?";

    private const string Amount = @"(?<n>\w+) (?<unit>days?|weeks?|months?|years?)";

    private static readonly Regex Offset = Pattern($"""
        {WhatDate} {Amount} (?<dir>ago|later|earlier)
        {WhatDate} in {Amount}
        {WhatDate} {Amount} (?<dir>from|after|before) (?<base>.+)
        welche[rs]? (tag|datum) (ist|war) (in|(?<dir>vor)) (?<n>\w+) (?<unit>tage?n?|wochen?|monate?n?|jahre?n?)
        """);

    private static readonly Regex WeekdayOf = Pattern("""
        (what|which) (day( of the week)?|weekday)( is| was| will be| does| did)( on)? (?<date>.+?)( fall on| on| be)?
        on (what|which) (day|weekday) (is|was|does|did|will) (?<date>.+?)( fall| be)?
        welcher wochentag (ist|war) (der )?(?<date>.+)
        """);

    // What may stand in a date beside numbers, months and weekdays.
    private static readonly FrozenSet<string> DateWords =
        WordSet.Of("next today tomorrow yesterday christmas halloween eve new year year's day valentine's");

    private static readonly string[] Numbers = "zero one two three four five six seven eight nine ten eleven twelve".Split(' ');

    private static readonly string[] GermanNumbers = "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf".Split(' ');

    private static readonly string[] Openings =
        ["hi, ", "hey, ", "hello, ", "please ", "can you tell me ", "could you tell me ", "do you know ", "tell me ", "bitte ", "and "];

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Outcome is { Call.Name: Now or Add or Between or Weekday } outcome)
            return new OfflineReply(outcome.Error is { } error ? turn.Phrases.ToolFailed(error) : $"**{outcome.Result}**.");
        var request = turn.Request.Length > 0 ? turn.Request : turn.Material;
        if (turn.Outcome is not null || request.Length is 0 or > LongestRequest || Find(request) is not { } reply)
            return null;
        return turn.Tools.Contains(reply.Call?.Name ?? "") ? reply : new OfflineReply(turn.Phrases.NoCalendar);
    }

    private static OfflineReply? Find(string request)
    {
        var text = Simplify(request);
        if (NowQuestion.IsMatch(text))
            return OfflineReply.CallTool(Now);
        if (TimeIn.Match(text) is { Success: true } place && place.Groups["place"].Value is not ("the" or "meeting"))
            return OfflineReply.CallTool(Now, ("timeZone", Place(place.Groups["place"].Value)));
        if (Span.Match(text) is { Success: true } span && Date(span, "from") is { } from && Date(span, "to") is { } end)
            return OfflineReply.CallTool(Between, ("from", from), ("to", end));
        if (Until.Match(text) is { Success: true } until && Date(until, "to") is { } to)
            return OfflineReply.CallTool(Between, ("from", "today"), ("to", to));
        if (Offset.Match(text) is { Success: true } offset && FindOffset(offset) is { } shifted)
            return shifted;
        return WeekdayOf.Match(text) is { Success: true } weekday && Date(weekday, "date") is { } date
            ? OfflineReply.CallTool(Weekday, ("date", date))
            : null;
    }

    private static OfflineReply? FindOffset(Match match)
    {
        if (Number(match.Groups["n"].Value) is not { } amount)
            return null;
        var direction = match.Groups["dir"].Value;
        var start = match.Groups["base"].Value;
        if (direction is "before" or "ago" or "earlier" or "vor")
            amount = -amount;
        var date = start.Length == 0 || start is "now" or "today" ? "today" : AsDate(start);
        return date is null ? null : OfflineReply.CallTool(Add, ("date", date), (Unit(match.Groups["unit"].Value), amount));
    }

    private static string Unit(string unit) => unit[0] switch
    {
        'd' or 't' => "days",
        'w' => "weeks",
        'm' => "months",
        _ => "years",
    };

    private static int? Number(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return digits;
        if (word is "a" or "an" or "eine" or "einem" or "einer")
            return 1;
        var index = Math.Max(Array.IndexOf(Numbers, word), Array.IndexOf(GermanNumbers, word));
        return index < 0 ? null : index;
    }

    private static string? Date(Match match, string group) => AsDate(match.Groups[group].Value);

    // Only what a calendar can know: "the meeting" has to be looked up in a text instead.
    private static string? AsDate(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("the" or "of" or "on" or "der" or "dem" or "den" or "am"))
            .Select(Translate)
            .ToArray();
        var isDate = words.Length is > 0 and < 5
            && words.All(word => char.IsAsciiDigit(word[0]) || Months.Contains(word) || Months.IsWeekday(word) || DateWords.Contains(word));
        return isDate ? string.Join(' ', words) : null;
    }

    private static string Translate(string word) => word switch
    {
        "heute" => "today",
        "morgen" => "tomorrow",
        "gestern" => "yesterday",
        "weihnachten" => "christmas",
        "silvester" => "31 December",
        "neujahr" => "1 January",
        "xmas" => "christmas",
        _ when Months.ToEnglish(word) is { } month => month,
        _ when word.Length is 2 or 3 && word[^1] == '.' && char.IsAsciiDigit(word[0]) => word[..^1],
        _ => word,
    };

    // "new york" → "New York"; the tool finds a city by its name.
    private static string Place(string place) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(place.Trim());

    private static string Simplify(string request)
    {
        var folded = WordReader.Fold(request.Trim().TrimEnd('?', '!', '.', ' '));
        foreach (var opening in Openings)
        {
            if (folded.StartsWith(opening, StringComparison.Ordinal))
                folded = folded[opening.Length..];
        }

        return folded.EndsWith(" please", StringComparison.Ordinal) ? folded[..^7] : folded;
    }

    private static Regex Pattern(string alternatives) => new(
        $"^({string.Join('|', alternatives.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))})$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
