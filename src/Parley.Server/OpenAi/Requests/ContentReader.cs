using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>Reads what a message holds: a string, or parts of text and images.</summary>
internal static class ContentReader
{
    private const int MaxParts = 1000;
    private const int MaxAddressLength = 8192;

    /// <summary>Text only, as every role but the user's.</summary>
    public static string ReadText(RequestField content) =>
        content.IsText ? content.Text()
        : content.IsArray ? string.Concat(content.Items(1, MaxParts).Select(ReadTextPart))
        : throw content.Wrong("a string or an array of parts");

    public static List<AIContent> ReadUser(RequestField content) =>
        content.IsText ? [new TextContent(content.Text())]
        : content.IsArray ? content.Items(1, MaxParts).ConvertAll(ReadPart)
        : throw content.Wrong("a string or an array of parts");

    private static string ReadTextPart(RequestField part) => part.Object()["type"].Required().Text() switch
    {
        "text" => part["text"].Required().Text(),
        "refusal" => part["refusal"].Required().Text(),
        _ => throw part["type"].Invalid($"'{part["type"].Path}' must be text in a message of this role."),
    };

    private static AIContent ReadPart(RequestField part)
    {
        var type = part.Object()["type"].Required();
        return type.Text() switch
        {
            "text" => new TextContent(part["text"].Required().Text()),
            "image_url" => ReadImage(part["image_url"].Required().Object()),
            "input_audio" or "file" => throw type.Unsupported($"Parts of the type '{type.Text()}' are not supported. Use text and image_url."),
            _ => throw type.Invalid($"'{type.Path}' must be text or image_url."),
        };
    }

    private static AIContent ReadImage(RequestField image)
    {
        var url = image["url"].Required();
        var text = url.Text();
        AIContent content = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? ReadData(url, text) : ReadAddress(url, text);
        if (image["detail"].OptionalText() is { } detail)
        {
            (content.AdditionalProperties ??= [])["detail"] = detail is "auto" or "low" or "high"
                ? detail
                : throw image["detail"].Invalid($"'{image["detail"].Path}' must be auto, low or high.");
        }

        return content;
    }

    // By hand, because a wrong one must not be quoted by an exception: it may have megabytes.
    private static DataContent ReadData(RequestField url, string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var head = comma < 0 ? "" : text[5..comma];
        if (!head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase) || !head.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            throw url.Invalid($"'{url.Path}' must be an http(s) address or data:image/…;base64,….");
        }

        try
        {
            return new DataContent(Convert.FromBase64String(text[(comma + 1)..]), head.Split(';')[0]);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw url.Invalid($"'{url.Path}' is not valid base64, or its media type is none.");
        }
    }

    // Parley opens no address that a client chose; the provider does, or says that it cannot.
    private static UriContent ReadAddress(RequestField url, string text) =>
        text.Length <= MaxAddressLength && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new UriContent(address, "image/*")
            : throw url.Invalid($"'{url.Path}' must be an http(s) address or data:image/…;base64,….");
}
