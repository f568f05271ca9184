using System.Text.Json;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>The payloads of cache events.</summary>
internal static class CacheNotes
{
    public static string Of(CacheHitContent hit) =>
        JsonSerializer.Serialize(new CacheNote(Name(hit.Outcome), hit.Similarity), TurnJson.Default.CacheNote);

    /// <summary>As it is written to clients.</summary>
    public static string Name(CacheOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
