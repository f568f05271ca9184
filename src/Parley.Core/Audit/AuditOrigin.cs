namespace Parley.Audit;

/// <summary>Where the requests of this scope come from. Filled once by whoever accepts them; empty for the installation itself.</summary>
public sealed class AuditOrigin
{
    public string Address { get; set; } = "";

    public string UserAgent { get; set; } = "";
}
