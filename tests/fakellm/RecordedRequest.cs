namespace FakeLlm;

/// <summary>A request as it came.</summary>
public sealed record RecordedRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);
