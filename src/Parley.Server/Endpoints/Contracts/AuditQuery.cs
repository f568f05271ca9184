using System.Globalization;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Reads and checks which events are wanted, and names every wrong parameter at once.</summary>
internal sealed class AuditQuery
{
    private const int MaxText = 400;

    private readonly FieldErrors _errors = new();
    private readonly IQueryCollection _query;

    private AuditQuery(IQueryCollection query) => _query = query;

    public required AuditFilter Filter { get; init; }

    public int Limit { get; private init; }

    public long? Before { get; private init; }

    public required string Format { get; init; }

    /// <exception cref="AppException">A parameter is wrong.</exception>
    public static AuditQuery Read(IQueryCollection query, Guid me)
    {
        var reading = new AuditQuery(query) { Filter = new(), Format = "" };
        var read = new AuditQuery(query)
        {
            Filter = new AuditFilter
            {
                From = reading.Time("from", endOfDay: false),
                To = reading.Time("to", endOfDay: true),
                Actor = reading.Actor(me),
                Action = reading.Text("action"),
                Target = reading.Text("target"),
                Result = reading.Result(),
            },
            Limit = (int)reading.Whole("limit", 50, 1, 200)!.Value,
            Before = reading.Whole("before", null, 1, long.MaxValue),
            Format = reading.Choice("format", "jsonl", "csv"),
        };
        reading._errors.Add("to", read.Filter is { From: { } from, To: { } to } && to < from ? "Must not be before from." : null);
        reading._errors.Check();
        return read;
    }

    private DateTime? Time(string name, bool endOfDay)
    {
        if (_query[name].FirstOrDefault() is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            return endOfDay && day < DateOnly.MaxValue ? midnight.AddDays(1) : midnight;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }

        _errors.Add(name, "Must be a day such as 2026-11-01, or a time such as 2026-11-01T12:00:00Z.");
        return null;
    }

    private Guid? Actor(Guid me)
    {
        switch (_query["actor"].FirstOrDefault())
        {
            case null or "":
                return null;
            case "me":
                return me;
            case var text when UserId.TryParse(text, out var user) && user.Value != Guid.Empty:
                return user.Value;
            default:
                _errors.Add("actor", "Must be a user's id, or me.");
                return null;
        }
    }

    private string? Text(string name)
    {
        var text = _query[name].FirstOrDefault();
        _errors.Add(name, text is { Length: > MaxText } || text?.Any(char.IsControl) is true ? $"At most {MaxText} characters, none of them a control character." : null);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private AuditResult? Result()
    {
        if (_query["result"].FirstOrDefault() is not { Length: > 0 } text)
        {
            return null;
        }

        _errors.Add("result", SnakeCaseEnum.TryRead<AuditResult>(text, out var result) ? null
            : $"Must be one of {string.Join(", ", Enum.GetValues<AuditResult>().Select(SnakeCaseEnum.Write))}.");
        return result;
    }

    private long? Whole(string name, long? otherwise, long min, long max)
    {
        if (_query[name].FirstOrDefault() is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        _errors.Add(name, max == long.MaxValue ? $"Must be a whole number, at least {min}." : $"Must be a whole number from {min} to {max}.");
        return otherwise ?? min;
    }

    private string Choice(string name, params string[] choices)
    {
        var value = _query[name].FirstOrDefault() is { Length: > 0 } text ? text : choices[0];
        _errors.Add(name, choices.Contains(value) ? null : $"Must be one of {string.Join(", ", choices)}.");
        return value;
    }
}
