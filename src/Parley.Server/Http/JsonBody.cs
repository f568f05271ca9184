using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>Reads a JSON body and, where it is wrong, names every wrong field at once.</summary>
internal static class JsonBody
{
    /// <exception cref="AppException"><see cref="ErrorCode.UnsupportedType"/> or <see cref="ErrorCode.ValidationError"/>.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        var limit = http.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value.MaxBodyBytes;
        return Read(await ReadBytesAsync(http, limit), type);
    }

    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw Invalid("body", "The body is null; send a JSON object.");
        }
        catch (JsonException e)
        {
            throw Explain(body, type, e);
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, but no body at all is an empty object.</summary>
    public static ValueTask<T> ReadOptionalAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class, new() =>
        http.Request.ContentLength is null or 0 && !http.Request.Headers.ContainsKey("Transfer-Encoding") ? new(new T()) : ReadAsync(http, type);

    /// <summary>
    /// The body as it came. What is too large is still read to its end, though not kept: a client that is cut off while it
    /// sends never sees why. Kestrel's own limit bounds that courtesy.
    /// </summary>
    /// <exception cref="AppException"><see cref="ErrorCode.UnsupportedType"/> or <see cref="ErrorCode.TooLarge"/>.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext http, int limit)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new AppException(ErrorCode.UnsupportedType, "Send JSON, with the header Content-Type: application/json.");
        }

        using var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 512, 64 * 1024));
        var buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            var total = 0L;
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            {
                total += read;
                if (total <= limit)
                {
                    body.Write(buffer.AsSpan(0, read));
                }
            }

            return total <= limit ? body.GetBuffer().AsMemory(0, (int)body.Length) : throw TooLarge(limit);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static AppException TooLarge(int limit) =>
        new(ErrorCode.TooLarge, $"The request body is larger than {limit / 1024:N0} KiB, which is the limit.");

    // Deserialising stops at the first wrong field, so the fields are tried one by one. Only failures pay for it.
    private static AppException Explain(ReadOnlyMemory<byte> body, JsonTypeInfo type, JsonException error)
    {
        var errors = new Dictionary<string, string[]>();
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = type.Options.MaxDepth });
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                foreach (var property in type.Properties)
                {
                    Try(document.RootElement, property, "", type.Options, errors);
                }

                AddUnknown(document.RootElement, type, "", errors);
            }
        }
        catch (JsonException e)
        {
            return Invalid("body", $"The body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}).");
        }

        return errors.Count == 0
            ? Invalid("body", error.Path is { Length: > 2 } path ? $"The body is not as expected at {path}." : "The body must be a JSON object.")
            : new(ErrorCode.ValidationError, string.Join(" ", errors.Select(e => $"{e.Key}: {e.Value[0]}"))) { Errors = errors };
    }

    private static void Try(JsonElement body, JsonPropertyInfo property, string within, JsonSerializerOptions options, Dictionary<string, string[]> errors)
    {
        if (!body.TryGetProperty(property.Name, out var value))
        {
            return;
        }

        try
        {
            value.Deserialize(options.GetTypeInfo(property.PropertyType));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var told = errors.Count;
            if (value.ValueKind is JsonValueKind.Object && options.GetTypeInfo(property.PropertyType) is { Kind: JsonTypeInfoKind.Object } inner)
            {
                foreach (var part in inner.Properties)
                {
                    Try(value, part, $"{within}{property.Name}.", options, errors);
                }

                AddUnknown(value, inner, $"{within}{property.Name}.", errors);
            }

            if (errors.Count > told)
            {
                return;
            }

            errors[within + property.Name] = [$"Must be {Describe(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)}."];
        }
    }

    private static void AddUnknown(JsonElement body, JsonTypeInfo type, string within, Dictionary<string, string[]> errors)
    {
        if (type.UnmappedMemberHandling is not JsonUnmappedMemberHandling.Disallow)
        {
            return;
        }

        var known = type.Properties.Select(property => property.Name).ToList();
        foreach (var name in body.EnumerateObject().Select(property => property.Name).Except(known))
        {
            errors[within + name] = [$"Is not known. There are {string.Join(", ", known)}."];
        }
    }

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(string) => "valid text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)),
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) => "a date such as 2026-01-31",
        { IsValueType: true } => "an id",
        _ when Listed(type) is { } listed => $"a list of {listed}",
        _ => "an object",
    };

    // What its members are in words; null for what is no list.
    private static string? Listed(Type type) => type is { IsGenericType: true, GenericTypeArguments: [var member] } && type.IsAssignableTo(typeof(System.Collections.IEnumerable))
        ? member switch
        {
            _ when member == typeof(string) => "texts",
            { IsValueType: true, IsPrimitive: false, IsEnum: false } => "ids",
            _ => "objects",
        }
        : null;

    private static AppException Invalid(string field, string problem) => AppException.Invalid(field, problem);
}
