namespace Parley.Knowledge.Reading;

/// <summary>A file as it came.</summary>
/// <param name="Name">Its name, perhaps with folders before it. Only ever shown and looked at, never opened.</param>
/// <param name="MediaType">What whoever sent it said that it is; null when nobody did. Not to be believed.</param>
public sealed record DocumentFile(string Name, ReadOnlyMemory<byte> Content, string? MediaType = null);
