using System.Text.Json.Serialization;
using Parley.Accounts.Keys;
using Parley.Identity;

namespace Parley.Server.Endpoints.Contracts;

internal sealed record CreateKeyRequest
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Null asks for a key that never runs out; absent, for the default.</summary>
    public DateTime? ExpiresAt
    {
        get;
        set => (field, HasExpiresAt) = (value, true);
    }

    public int? RequestsPerMinute { get; init; }

    [JsonIgnore]
    public bool HasExpiresAt { get; private set; }

    public ApiKeyRequest ToRequest() => new(Name, Scopes, ExpiresAt, HasExpiresAt, RequestsPerMinute);
}

/// <param name="Start">Its first characters, to tell it from others.</param>
/// <param name="RequestsPerMinute">Its own bound; null for none.</param>
/// <param name="LastUsedAt">To within two minutes.</param>
/// <param name="Key">The key itself: only in the answer that made it, and never again.</param>
internal sealed record KeyResponse(
    ApiKeyId Id, string Name, string Start, IReadOnlyList<string> Scopes, int? RequestsPerMinute, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key)
{
    public static KeyResponse From(ApiKey row, string? key = null) => new(
        row.Id, row.Name, row.Start, RightNames.Of(row.Scopes), row.RequestsPerMinute, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, key);
}
