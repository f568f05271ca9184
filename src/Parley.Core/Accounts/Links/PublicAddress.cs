namespace Parley.Accounts.Links;

/// <summary>
/// The address people use, for links that are sent to them. Never made from a request: whoever can forge the Host header
/// could otherwise have links sent that lead to them.
/// </summary>
/// <param name="configured">APP_PUBLIC_URL, such as <c>https://parley.example.com</c>; null for this machine.</param>
/// <param name="port">APP_PORT.</param>
public sealed class PublicAddress(string? configured, int port)
{
    public const int DefaultPort = 8000;

    private volatile int _port = port;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin => configured?.TrimEnd('/') ?? $"http://localhost:{_port}";

    /// <summary>The port that was taken, where any free one was asked for.</summary>
    public void ListensOn(int port) => _port = port;

    /// <summary>The secret stands behind #, which browsers send to no server and no log records.</summary>
    public string OfLink(string secret) => $"{Origin}/link#{secret}";
}
