using System.Text.Json;

namespace Parley.Knowledge.Library;

/// <summary>Lists of words as the columns hold them: <see cref="Document.Keywords"/>, <see cref="Document.Tags"/>.</summary>
public static class DocumentWords
{
    public static IReadOnlyList<string> Read(string json) => JsonSerializer.Deserialize(json, CollectionJson.Default.IReadOnlyListString) ?? [];

    public static string Write(IReadOnlyList<string> words) => JsonSerializer.Serialize(words, CollectionJson.Default.IReadOnlyListString);
}
