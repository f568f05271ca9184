namespace Parley.Audit;

/// <summary>The keys of the trail at a moment.</summary>
internal sealed class AuditKeyRing(IReadOnlyDictionary<string, AuditKey> keys)
{
    public bool IsEmpty => keys.Count == 0;

    /// <summary>The newest, which seals.</summary>
    public AuditKey Current => keys.Values.MaxBy(key => key.Id, StringComparer.Ordinal) ?? throw new InvalidOperationException("The trail has no key.");

    public AuditKey? Find(string? id) => id is null ? null : keys.GetValueOrDefault(id);

    public AuditKeyRing With(AuditKeyRing others) => new(others.Keys.Concat(keys).DistinctBy(pair => pair.Key).ToDictionary());

    private IReadOnlyDictionary<string, AuditKey> Keys => keys;
}
