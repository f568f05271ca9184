using System.Text.Json;
using Parley.Accounts.Keys;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A part of the trail, newest first.</summary>
/// <param name="NextBefore">What to give as <c>before</c> for the next part; null when this was the last.</param>
internal sealed record AuditPageResponse(IReadOnlyList<AuditEventResponse> Data, long? NextBefore);

/// <param name="Actor">The name of who did it, if the tenant still knows them; null for the installation itself.</param>
/// <param name="Address">Null when it was taken away because the person was erased.</param>
internal sealed record AuditEventResponse(
    long Sequence, DateTime At, UserId? ActorId, string? Actor, ApiKeyId? KeyId, string Action, string Target, string Result,
    string? Address, string? UserAgent, string TraceId, IReadOnlyDictionary<string, string> Details)
{
    public static AuditEventResponse From(AuditEvent entry, IReadOnlyDictionary<UserId, string> names)
    {
        var origin = AuditOrigin.Read(entry.Origin);
        UserId? actor = entry.ActorId is { } user ? new UserId(user) : null;
        return new(
            entry.Sequence, entry.At, actor, actor is { } id ? names.GetValueOrDefault(id) : null, entry.KeyId is { } key ? new ApiKeyId(key) : null,
            entry.Action, entry.Target, SnakeCaseEnum.Write(entry.Result), origin?.Address, origin?.UserAgent, entry.TraceId, ReadDetails(entry.Details));
    }

    // What somebody has spoilt is for the check to name; the list goes on.
    private static Dictionary<string, string> ReadDetails(string details)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(details) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string> { ["unreadable"] = details };
        }
    }
}

/// <param name="Checked">Events found right, from the first on.</param>
/// <param name="Problem">The first thing that is wrong, as a sentence.</param>
/// <param name="Sequence">The event that the problem is about.</param>
/// <param name="Last">The seal of the last event found right; kept elsewhere, it shows later that the trail was not exchanged as a whole.</param>
internal sealed record AuditVerdictResponse(bool Ok, long Checked, string? Problem, long? Sequence, string Last);
