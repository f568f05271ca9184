using System.Collections.Concurrent;

namespace Parley.Integrations.Tokens;

/// <summary>
/// Tokens that were verified and have not run out, by their hash. A person sends the same token for an hour; a signature
/// is verified once in that time and not with every request.
/// </summary>
internal sealed class VerifiedTokens(TimeProvider clock)
{
    private const int MaxTokens = 20_000;

    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new();

    public AccessToken? Find(string hash)
    {
        if (!_tokens.TryGetValue(hash, out var token))
        {
            return null;
        }

        if (token.ExpiresAt > clock.GetUtcNow())
        {
            return token;
        }

        _tokens.TryRemove(hash, out _);
        return null;
    }

    public void Add(string hash, AccessToken token)
    {
        // Rare, and it costs no more than to verify each once more.
        if (_tokens.Count >= MaxTokens)
        {
            _tokens.Clear();
        }

        _tokens[hash] = token;
    }
}
