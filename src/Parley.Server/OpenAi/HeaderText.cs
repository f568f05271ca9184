namespace Parley.Server.OpenAi;

/// <summary>Texts that others chose, as the value of a header.</summary>
internal static class HeaderText
{
    /// <summary>Percent-encoded where it is not plain ASCII, so that no name can break a header or the response.</summary>
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('!', '~') ? Uri.EscapeDataString(text) : text;
}
