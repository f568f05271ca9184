using System.Text.Json;
using Parley.Knowledge.Citations;

namespace Parley.Chat.Grounding;

/// <summary>What an answer rests on, as it is stored and sent.</summary>
public static class TurnGroundingJson
{
    internal static string Write(TurnSource source) => JsonSerializer.Serialize(source, TurnJson.Default.TurnSource);

    internal static string Write(IReadOnlyList<TurnSource> sources) => JsonSerializer.Serialize(sources, TurnJson.Default.IReadOnlyListTurnSource);

    internal static string Write(CitationReport report) => JsonSerializer.Serialize(report, TurnJson.Default.CitationReport);

    /// <summary>The passages that events tell of; null where none does.</summary>
    internal static IReadOnlyList<TurnSource>? SourcesOf(IEnumerable<TurnEvent> events) =>
        events.Where(item => item.Kind is TurnEventKind.Source).Select(item => JsonSerializer.Deserialize(item.Payload, TurnJson.Default.TurnSource)!).ToList() is { Count: > 0 } sources ? sources : null;

    /// <summary>The same of a turn that runs, as far as its log has them.</summary>
    public static IReadOnlyList<TurnSource>? SourcesSoFar(this TurnLog log) => SourcesOf(log.Snapshot(0));

    /// <summary>Null where none was stored.</summary>
    public static IReadOnlyList<TurnSource>? ReadSources(string? json) => json is null ? null : JsonSerializer.Deserialize(json, TurnJson.Default.IReadOnlyListTurnSource);

    /// <summary>Null where none was stored.</summary>
    public static CitationReport? ReadCitations(string? json) => json is null ? null : JsonSerializer.Deserialize(json, TurnJson.Default.CitationReport);
}
