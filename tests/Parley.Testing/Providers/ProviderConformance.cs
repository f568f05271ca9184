using FakeLlm;
using Microsoft.Extensions.AI;
using Parley.Models;
using Xunit;

namespace Parley.Testing;

/// <summary>
/// What every <see cref="IModelProvider"/> promises, over real HTTP against a fake that misbehaves on demand: the model's
/// name says how. Derive a class for each provider and say how to create it.
/// </summary>
public abstract partial class ProviderConformance : IAsyncLifetime
{
    protected const string Key = "sk-conformance-0123456789abcdef";

    private FakeLlmServer? _fake;

    protected FakeLlmServer Fake => _fake ?? throw new InvalidOperationException("Not started.");

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Whether an answer, or a prompt, can be refused for its content.</summary>
    protected virtual bool KnowsContentFilter => true;

    /// <summary>Whether it sends a key.</summary>
    protected virtual bool UsesKey => true;

    /// <summary>Whether a request can demand a call of a tool.</summary>
    protected virtual bool KnowsToolChoice => true;

    /// <summary>Whether it tells how much of the prompt came from a cache.</summary>
    protected virtual bool TellsCachedTokens => true;

    /// <summary>The paths, below a host, under which people configure it; all must work.</summary>
    protected abstract IReadOnlyList<string> BasePaths { get; }

    public async ValueTask InitializeAsync() => _fake = await FakeLlmServer.StartAsync(cancellationToken: CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_fake is not null)
        {
            await _fake.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The provider, configured with this address and key, and with a default model named <paramref name="model"/>.</summary>
    protected abstract IModelProvider Create(string baseUrl, string key = Key, string model = "ok-5x0");

    protected IModelProvider Create() => Create(Fake.BaseUrl.ToString());

    private static ChatOptions Model(string model) => new() { ModelId = model };

    private protected static async Task<ModelException> FailsAsync(ModelErrorKind kind, Func<Task> send)
    {
        var error = await Assert.ThrowsAsync<ModelException>(send);
        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private Task<ChatResponse> SendAsync(string text, bool streaming, string model) =>
        Create().ChatClient.SendAsync(text, streaming, Model(model), CancellationToken);
}
