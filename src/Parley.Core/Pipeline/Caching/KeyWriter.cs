using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Pipeline.Caching;

/// <summary>
/// Hashes fields one after the other. Each says how long it is, and a missing one differs from an empty one, so that no
/// two lists of fields run together. Text goes in as UTF-16, which no encoder can change.
/// </summary>
internal sealed class KeyWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether something was met that cannot be compared: then there is no key.</summary>
    public bool IsOpaque { get; private set; }

    public void Opaque() => IsOpaque = true;

    public void Text(string? text)
    {
        Count(text?.Length ?? -1);
        _hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        _hash.AppendData(bytes);
    }

    public void Whole(long? value)
    {
        Flag(value is not null);
        Count(value ?? 0);
    }

    public void Real(double? value) => Whole(value is { } number ? BitConverter.DoubleToInt64Bits(number) : null);

    public void Flag(bool? value) => _hash.AppendData([value switch { null => (byte)2, true => (byte)1, false => (byte)0 }]);

    /// <summary>Any value, as JSON. The order of an object's properties does not count.</summary>
    public void Json(object? value)
    {
        try
        {
            Element(value as JsonElement? ?? JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions));
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            Opaque();
        }
    }

    /// <summary>Named values in any order.</summary>
    public void Properties(IEnumerable<KeyValuePair<string, object?>>? properties)
    {
        KeyValuePair<string, object?>[] sorted = [.. (properties ?? []).OrderBy(property => property.Key, StringComparer.Ordinal)];
        Count(sorted.Length);
        foreach (var (name, value) in sorted)
        {
            Text(name);
            Json(value);
        }
    }

    public void Count(long count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, count);
        _hash.AppendData(bytes);
    }

    /// <summary>The key of what was written so far; more may follow.</summary>
    public CacheKey Current()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetCurrentHash(hash);
        return CacheKey.From(hash);
    }

    public void Dispose() => _hash.Dispose();

    private void Element(JsonElement element)
    {
        Count((int)element.ValueKind);
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] sorted = [.. element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)];
                Count(sorted.Length);
                foreach (var property in sorted)
                {
                    Text(property.Name);
                    Element(property.Value);
                }

                break;
            case JsonValueKind.Array:
                Count(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                {
                    Element(item);
                }

                break;
            case JsonValueKind.String:
                Text(element.GetString());
                break;
            case JsonValueKind.Number:
                Text(element.GetRawText());
                break;
        }
    }
}
