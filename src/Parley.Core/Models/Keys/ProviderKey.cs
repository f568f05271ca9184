namespace Parley.Models.Keys;

/// <summary>The key that a provider is called with: the stored one, else the configured one.</summary>
public sealed class ProviderKey(ProviderKeys stored, string provider, string configured)
{
    private const int HintLength = 4;

    /// <summary>Below this length, a hint would tell too much.</summary>
    private const int MinLengthForHint = 16;

    /// <summary>Empty: there is none.</summary>
    public string Value => stored.Find(provider) ?? configured;

    public ProviderKeySource? Source =>
        stored.Find(provider) is not null ? ProviderKeySource.Stored : configured.Length > 0 ? ProviderKeySource.Configuration : null;

    /// <summary>Its end, by which whoever has the key recognises it; null when it is short.</summary>
    public string? Hint => Value is { Length: >= MinLengthForHint } key ? key[^HintLength..] : null;
}

/// <summary>Where a key is from.</summary>
public enum ProviderKeySource
{
    Stored,
    Configuration,
}
