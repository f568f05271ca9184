namespace Parley.Audit;

/// <summary>The ends of a chain, and what closes it.</summary>
internal static class AuditChain
{
    /// <summary>What the first event follows. That it is this tenant's first is in the event itself, which names tenant and number.</summary>
    public const string Beginning = "beginning";

    /// <summary>
    /// What an event follows that was added although the head had been changed. It can never pass for the real seal, so the
    /// break stays visible, and work goes on.
    /// </summary>
    public const string Broken = "broken";

    public static string SealOfHead(AuditKey key, Guid tenant, long sequence, string hash) =>
        key.Seal(["head", AuditText.Canonical(tenant), AuditText.Canonical(sequence), hash]);
}
