using System.Data.Common;

namespace Parley.Audit;

/// <summary>An event as its row holds it, in texts: what the seal is over. Read past the model, which would accept more than one way to write a value.</summary>
internal sealed class AuditRow
{
    public const string Select = """
        SELECT tenant_id, sequence, at, actor_id, key_id, action, target, result, trace_id, details, origin_hash, chain_key, hash, origin
        FROM audit_events WHERE tenant_id = $1 ORDER BY sequence
        """;

    private const int SequenceAt = 1;
    private const int ChainKeyAt = 11;
    private const int Sealed = 12;

    private readonly string?[] _values;

    private AuditRow(string?[] values) => _values = values;

    public string? Sequence => _values[SequenceAt];

    public string? OriginHash => _values[10];

    public string? ChainKey => _values[ChainKeyAt];

    public string? Hash => _values[12];

    public string? Origin => _values[13];

    /// <param name="values">In the order of <see cref="Select"/>, without seal and origin.</param>
    public static string SealOf(AuditKey key, string previous, ReadOnlySpan<object?> values)
    {
        var fields = new string?[Sealed];
        for (var i = 0; i < Sealed; i++)
        {
            fields[i] = AuditText.Canonical(values[i]);
        }

        return key.Seal(["event", previous, .. fields]);
    }

    public static AuditRow Read(DbDataReader reader)
    {
        var values = new string?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = AuditText.Canonical(reader.GetValue(i));
        }

        return new AuditRow(values);
    }

    /// <summary>Whether its seal is the one that it would have after that event.</summary>
    public bool IsSealedAfter(string previous, AuditKey key) => Hash == SealOf(key, previous, _values);

    /// <summary>The same if it stood at another place.</summary>
    public bool IsSealedAfter(string previous, AuditKey key, string sequence)
    {
        var moved = (string?[])_values.Clone();
        moved[SequenceAt] = sequence;
        return Hash == SealOf(key, previous, moved);
    }
}
