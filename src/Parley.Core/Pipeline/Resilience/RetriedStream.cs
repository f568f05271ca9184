using Microsoft.Extensions.AI;
using Polly;

namespace Parley.Pipeline.Resilience;

/// <summary>
/// A stream whose beginning is retried: until an update with content is here. From then on the reader is served by the
/// stream itself, so that retrying costs a token nothing.
/// </summary>
internal sealed class RetriedStream(
    ResiliencePipeline retry, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open, CancellationToken cancellationToken)
    : IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerator<ChatResponseUpdate>
{
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private CancellationToken _cancellation = cancellationToken;

    public ChatResponseUpdate Current => _updates!.Current;

    public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancellation = cancellationToken.CanBeCanceled ? cancellationToken : _cancellation;
        return this;
    }

    public ValueTask<bool> MoveNextAsync() => _updates is null ? BeginAsync() : _updates.MoveNextAsync();

    public ValueTask DisposeAsync() => _updates?.DisposeAsync() ?? default;

    private async ValueTask<bool> BeginAsync() =>
        await retry.ExecuteAsync(static (stream, token) => stream.TryBeginAsync(token), this, _cancellation);

    private async ValueTask<bool> TryBeginAsync(CancellationToken cancellationToken)
    {
        var updates = open(_cancellation).GetAsyncEnumerator(_cancellation);
        try
        {
            while (await updates.MoveNextAsync())
            {
                // Empty updates only say that the model works.
                if (updates.Current.Contents.Count > 0 || updates.Current.FinishReason is not null)
                {
                    _updates = updates;
                    return true;
                }
            }
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }

        _updates = updates;
        return false;
    }
}
