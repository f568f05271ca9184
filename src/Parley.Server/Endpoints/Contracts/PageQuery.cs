using Parley.Errors;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Reads and checks the query of a list, and names every wrong parameter at once.</summary>
internal sealed class PageQuery
{
    private readonly FieldErrors _errors = new();
    private readonly IQueryCollection _query;

    public PageQuery(IQueryCollection query, int defaultLimit, int maxLimit)
    {
        _query = query;
        Limit = Whole("limit", defaultLimit, 1, maxLimit);
        Offset = Whole("offset", 0, 0, int.MaxValue);
    }

    public int Limit { get; }

    public int Offset { get; }

    /// <returns>The parameter's value, or the first choice when it is not given.</returns>
    public string Choice(string name, params string[] choices)
    {
        var value = _query[name].FirstOrDefault() ?? choices[0];
        if (!choices.Contains(value))
        {
            _errors.Add(name, $"Must be one of {string.Join(", ", choices)}.");
        }

        return value;
    }

    /// <exception cref="AppException">A parameter was wrong.</exception>
    public void Check() => _errors.Check();

    private int Whole(string name, int otherwise, int min, int max)
    {
        var text = _query[name].FirstOrDefault();
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, out var value) && value >= min && value <= max)
        {
            return value;
        }

        _errors.Add(name, $"Must be a whole number from {min} to {max}.");
        return otherwise;
    }
}
