namespace Parley.Errors;

/// <summary>Collects what is wrong with a request, so that every wrong field is named at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _problems = [];

    public bool Any => _problems.Count > 0;

    /// <param name="field">The field's name in the API, such as <c>examples[0].user</c>.</param>
    /// <param name="problem">Null: nothing is wrong.</param>
    public void Add(string field, string? problem)
    {
        if (problem is null)
        {
            return;
        }

        if (!_problems.TryGetValue(field, out var known))
        {
            _problems[field] = known = [];
        }

        known.Add(problem);
    }

    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>: something was added.</exception>
    public void Check()
    {
        if (Any)
        {
            throw new AppException(ErrorCode.ValidationError, string.Join(" ", _problems.Select(p => $"{p.Key}: {string.Join(" ", p.Value)}")))
            {
                Errors = _problems.ToDictionary(p => p.Key, p => p.Value.ToArray()),
            };
        }
    }
}
