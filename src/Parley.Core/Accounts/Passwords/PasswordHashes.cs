using System.Security.Cryptography;

namespace Parley.Accounts.Passwords;

/// <summary>
/// Turns passwords into what may be stored. The algorithm is the host's to bring, because it is ASP.NET Core's and Core
/// knows no web framework. That it is slow is its purpose: it runs on threads of the pool, on all processors but one, so
/// that a burst of sign-ins stops no stream.
/// </summary>
public abstract class PasswordHashes : IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lazy<string> _nobodys;

    protected PasswordHashes() => _nobodys = new(() => Hash(RandomNumberGenerator.GetHexString(32)));

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => Hash(PasswordText.Normalize(password)), cancellationToken);

    /// <param name="hash">Null, where there is no such person or they have no password: nothing matches, and it takes as long.</param>
    public async Task<PasswordMatch> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        var match = await RunAsync(
            () =>
            {
                // Made whoever comes first, so that the first unknown name does not take twice as long.
                var nobodys = _nobodys.Value;
                return Verify(hash ?? nobodys, PasswordText.Normalize(password));
            },
            cancellationToken);
        return hash is null ? PasswordMatch.No : match;
    }

    public void Dispose()
    {
        _free.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The hash of a password with a salt of its own, in a form that names algorithm and cost.</summary>
    protected abstract string Hash(string password);

    protected abstract PasswordMatch Verify(string hash, string password);

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }
}

/// <summary>What came of comparing a password with a hash.</summary>
public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Yes, but the hash cost less than one made today.</summary>
    YesButOutdated,
}
