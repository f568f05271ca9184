namespace Parley.Knowledge.Library;

/// <summary>Lists of words as the columns hold them: <see cref="Document.Keywords"/>, <see cref="Document.Tags"/>.</summary>
public static class DocumentWords
{
    public static IReadOnlyList<string> Read(string json) => CollectionJson.ReadWords(json);
}
