using Parley.Accounts.Users;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>A key as somebody asks for it.</summary>
/// <param name="Scopes">Names of rights; null for what most programs need.</param>
/// <param name="ExpiresAt">Null: never. Without <see cref="HasExpiry"/> it counts for nothing.</param>
/// <param name="HasExpiry">False: as long as keys hold by default.</param>
public sealed record ApiKeyRequest(
    string? Name, IReadOnlyList<string>? Scopes = null, DateTime? ExpiresAt = null, bool HasExpiry = false, int? RequestsPerMinute = null)
{
    private const int MaxRequestsPerMinute = 1_000_000;

    /// <summary>To ask models and to keep what they say: neither other keys nor people, whatever the owner may do.</summary>
    private const Rights Usual = Rights.ReadContent | Rights.WriteContent | Rights.UseModels;

    /// <summary>Makes the key, and the row for it.</summary>
    /// <param name="most">What the key may be at most.</param>
    /// <exception cref="AppException">Something is wrong; every wrong field is named.</exception>
    internal (string Key, ApiKey Row) Make(Guid tenant, Guid owner, ApiKeyBounds most, ApiKeyOptions options, DateTime now)
    {
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", Name);
        var perMinute = ReadRate(most.RequestsPerMinute, errors);
        var scopes = ReadScopes(most.Scopes, errors);
        var expires = HasExpiry ? ReadExpiry(options, most.ExpiresAt, now, errors) : Earlier(now + options.DefaultLifetime, most.ExpiresAt);
        errors.Check();
        var key = ApiKeyText.New();
        return (key, new ApiKey
        {
            Id = ApiKeyId.New(),
            TenantId = tenant,
            OwnerId = owner,
            Name = name,
            Start = ApiKeyText.StartOf(key),
            Hash = ApiKeyText.Hash(key),
            Scopes = scopes,
            RequestsPerMinute = perMinute,
            CreatedAt = now,
            ExpiresAt = expires,
        });
    }

    private int? ReadRate(int? most, FieldErrors errors)
    {
        var bound = most ?? MaxRequestsPerMinute;
        errors.Add("requests_per_minute", RequestsPerMinute is null || (RequestsPerMinute >= 1 && RequestsPerMinute <= bound) ? null : $"Must be 1 to {bound:N0}, or null for {(most is null ? "no bound of its own" : "the most there may be")}.");
        return RequestsPerMinute ?? most;
    }

    private Rights ReadScopes(Rights most, FieldErrors errors)
    {
        if (Scopes is null)
        {
            return Usual & most;
        }

        if (Scopes.Count == 0 || !RightNames.TryRead(Scopes, out var asked))
        {
            errors.Add("scopes", $"Must name at least one of {string.Join(", ", RightNames.Of(most))}.");
            return Rights.None;
        }

        errors.Add("scopes", (asked & ~most) is Rights.None ? null : $"You cannot give {string.Join(", ", RightNames.Of(asked & ~most))} to this key.");
        return asked;
    }

    private DateTime? ReadExpiry(ApiKeyOptions options, DateTime? latest, DateTime now, FieldErrors errors)
    {
        if (ExpiresAt is not { } given)
        {
            errors.Add("expires_at", options.AllowEndless || latest is not null ? null : "A key without an end is not allowed here. Give a time.");
            return latest;
        }

        var end = given.Kind is DateTimeKind.Unspecified ? DateTime.SpecifyKind(given, DateTimeKind.Utc) : given.ToUniversalTime();
        errors.Add("expires_at", end > now && end <= now + options.MaxLifetime ? null : $"Must be a time to come, at most {options.MaxLifetime.TotalDays:N0} days ahead.");
        errors.Add("expires_at", latest is { } last && end > last ? $"A key makes none that outlives it: at most {last:yyyy-MM-dd HH:mm} UTC." : null);
        return end;
    }

    private static DateTime Earlier(DateTime one, DateTime? other) => other is { } end && end < one ? end : one;
}
