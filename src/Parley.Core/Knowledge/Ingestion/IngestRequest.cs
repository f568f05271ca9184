using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>What an ingestion job was told.</summary>
internal sealed record IngestRequest
{
    public required Guid Collection { get; init; }

    /// <summary>For a folder: its full path, to walk when the job begins.</summary>
    public string? Folder { get; init; }

    /// <summary>Whose folder it is, or whose files are to be read anew: another machine may have others of these names.</summary>
    public string? Machine { get; init; }

    /// <summary>Every document again, whether it changed or not.</summary>
    public bool Reindex { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this, IngestJson.Default.IngestRequest);

    public static IngestRequest Read(string json) => JsonSerializer.Deserialize(json, IngestJson.Default.IngestRequest) ?? throw new JsonException();
}

/// <summary>A document to be read.</summary>
/// <param name="Key">See <see cref="DocumentName.SourceKey"/>.</param>
/// <param name="Name">See <see cref="Document.Name"/>.</param>
/// <param name="MediaType">What whoever sent it said that it is.</param>
/// <param name="Hash">Of the bytes that are kept, where they are kept already.</param>
internal sealed record IngestItem(DocumentSource Source, string Key, string Name, string? MediaType = null, string? Hash = null)
{
    /// <summary>Of a reindex: the document that is to be read anew.</summary>
    public Guid? Document { get; init; }

    /// <summary>Of a reindex: the generation that is to be replaced.</summary>
    public int Generation { get; init; }

    /// <summary>
    /// Whether a reindex finds nothing to do here: the document is gone, which a reindex never undoes, or was read anew since it was
    /// planned, by this name or by another with the same bytes.
    /// </summary>
    /// <param name="document">The one that has the item's name now.</param>
    /// <param name="hash">Of the bytes that the name has now; empty where that is not known. Bytes that are kept do not change.</param>
    public bool IsOver(Document? document, string hash) =>
        document is null || (document.Generation > (document.Id.Value == Document ? Generation : 0) && (Hash is not null || document.ContentHash == hash));

    public string Write() => JsonSerializer.Serialize(this, IngestJson.Default.IngestItem);

    public static IngestItem Read(string json) => JsonSerializer.Deserialize(json, IngestJson.Default.IngestItem) ?? throw new JsonException();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestRequest))]
[JsonSerializable(typeof(IngestItem))]
internal sealed partial class IngestJson : JsonSerializerContext;
