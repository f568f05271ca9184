namespace Parley.Audit;

/// <summary>Which events. What is null does not restrict.</summary>
public sealed record AuditFilter
{
    /// <summary>Not before.</summary>
    public DateTime? From { get; init; }

    /// <summary>Before.</summary>
    public DateTime? To { get; init; }

    public Guid? Actor { get; init; }

    /// <summary>The whole name, or its beginning with a star: <c>user.*</c>.</summary>
    public string? Action { get; init; }

    public string? Target { get; init; }

    public AuditResult? Result { get; init; }

    public IQueryable<AuditEvent> Apply(IQueryable<AuditEvent> events)
    {
        if (From is { } from)
        {
            events = events.Where(e => e.At >= from);
        }

        if (To is { } to)
        {
            events = events.Where(e => e.At < to);
        }

        if (Actor is { } actor)
        {
            events = events.Where(e => e.ActorId == actor);
        }

        if (Action is [.. var beginning, '*'])
        {
            events = events.Where(e => e.Action.StartsWith(beginning));
        }
        else if (Action is { } action)
        {
            events = events.Where(e => e.Action == action);
        }

        if (Target is { } target)
        {
            events = events.Where(e => e.Target == target);
        }

        return Result is { } result ? events.Where(e => e.Result == result) : events;
    }
}
