using System.Globalization;

namespace Parley.Audit;

/// <summary>The way along a chain, one event after the other.</summary>
/// <param name="keys">The keys that may have sealed them.</param>
/// <param name="headAt">The event that the head named before the walk began.</param>
internal sealed class AuditWalk(AuditKeyRing keys, long headAt)
{
    private string _previous = AuditChain.Beginning;

    public long Checked { get; private set; }

    public long WithoutOrigin { get; private set; }

    /// <summary>The seal of the last event that was right.</summary>
    public string Last { get; private set; } = "";

    /// <summary>The seal of the event that the head named.</summary>
    public string? HashAtHead { get; private set; }

    /// <returns>What is wrong with the next event, or null.</returns>
    public AuditProblem? Check(AuditRow row)
    {
        var expected = Checked + 1;
        if (row.Sequence != Text(expected))
        {
            return long.TryParse(row.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > expected
                ? Problem(AuditProblemKind.Missing, $"Event {expected} is missing; the next one is {sequence}.")
                : Problem(AuditProblemKind.Changed, $"Event {expected} was changed: it has no proper number.");
        }

        if (keys.Find(row.ChainKey) is not { } key)
        {
            return Problem(AuditProblemKind.KeyUnknown, $"Event {expected} names a key that this installation does not have.");
        }

        if (!row.IsSealedAfter(_previous, key))
        {
            return row.IsSealedAfter(AuditChain.Broken, key)
                ? Problem(AuditProblemKind.HeadChanged, $"The head of the chain had been changed when event {expected} was recorded: what was before it may be missing.")
                : Problem(AuditProblemKind.Changed, $"Event {expected} was changed.");
        }

        if (row.Origin is not null && AuditText.Hash(row.Origin) != row.OriginHash)
        {
            return Problem(AuditProblemKind.OriginChanged, $"Event {expected} was changed: it does not come from where it says.");
        }

        Checked = expected;
        WithoutOrigin += row.Origin is null ? 1 : 0;
        Last = _previous = row.Hash!;
        HashAtHead = expected == headAt ? _previous : HashAtHead;
        return null;
    }

    /// <summary>Whether the row, wherever it stands, was recorded as the next event.</summary>
    public bool BelongsNext(AuditRow row) =>
        row.Sequence != Text(Checked + 1) && keys.Find(row.ChainKey) is { } key && row.IsSealedAfter(_previous, key, Text(Checked + 1));

    private AuditProblem Problem(AuditProblemKind kind, string text) => new(kind, Checked + 1, text);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
