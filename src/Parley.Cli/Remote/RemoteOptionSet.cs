using System.CommandLine;
using System.Net;

namespace Parley.Cli.Remote;

/// <summary>The options that name a server to ask in place of the models and the database at hand.</summary>
internal sealed class RemoteOptionSet
{
    private const string ServerVariable = "PARLEY_SERVER";
    private const string KeyVariable = "PARLEY_API_KEY";

    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"A Parley server to ask, as its address; also {ServerVariable}.",
        HelpName = "url",
    };

    public Option<string?> Key { get; } = new("--key")
    {
        Description = $"The API key for it. Better {KeyVariable}: others see a command line.",
        HelpName = "key",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Server);
        command.Options.Add(Key);
    }

    /// <returns>Null when no server is named.</returns>
    /// <exception cref="UsageException">It cannot be asked so.</exception>
    public RemoteServer? Open(ParseResult parsed)
    {
        if ((parsed.GetValue(Server) ?? Environment.GetEnvironmentVariable(ServerVariable)) is not { Length: > 0 } address)
        {
            return parsed.GetValue(Key) is null ? null : throw new UsageException("--key is of use only with --server.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"'{address}' is no address of a server. It looks like https://parley.example.com");
        }

        if (uri.Scheme is "http" && !IsThisMachine(uri))
        {
            throw new UsageException($"{address} would carry the key over the network for all to read. Use https.");
        }

        return (parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable(KeyVariable)) is { Length: > 0 } key
            ? new RemoteServer(uri, key.Trim())
            : throw new UsageException($"A server needs a key: set {KeyVariable}. Keys are made in the page, under Account, or with: parley keys create");
    }

    private static bool IsThisMachine(Uri uri) => uri.Host is "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
