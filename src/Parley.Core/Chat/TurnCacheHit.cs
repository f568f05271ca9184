using System.Text.Json;
using Parley.Data;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>The <c>cache</c> event: the answer that follows was given before.</summary>
/// <param name="Outcome">exact: to the same request. semantic: to one that means the same. shared: to the same request, just now.</param>
/// <param name="Similarity">For semantic: how near the two questions are, 0 to 1.</param>
public sealed record TurnCacheHit(string Outcome, double? Similarity)
{
    internal static string Write(CacheHitContent content) =>
        JsonSerializer.Serialize(new(SnakeCaseEnum.Write(content.Outcome), content.Similarity), TurnJson.Default.TurnCacheHit);
}
