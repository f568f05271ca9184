namespace Parley.Models.Routing;

/// <summary>A model by its full name: <c>provider/model</c>. The model's own name may contain slashes.</summary>
internal readonly record struct ModelLink(string Provider, string Model)
{
    public static bool TryParse(string? text, out ModelLink link)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        link = slash > 0 && slash < text!.Length - 1 ? new(text[..slash].Trim(), text[(slash + 1)..].Trim()) : default;
        return link is { Provider.Length: > 0, Model.Length: > 0 };
    }
}
