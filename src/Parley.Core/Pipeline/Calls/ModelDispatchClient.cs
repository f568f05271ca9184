using Microsoft.Extensions.AI;

namespace Parley.Pipeline.Calls;

/// <summary>The inner end of the common part of the pipeline: hands a call to the provider that was chosen for it.</summary>
internal sealed class ModelDispatchClient(ModelPipeline pipeline) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallOptions.Of(options);
        call.Report.ServedBy = call.Model;
        return pipeline.For(call.Model.Provider).GetResponseAsync(messages, options, cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallOptions.Of(options);
        call.Report.ServedBy = call.Model;
        return pipeline.For(call.Model.Provider).GetStreamingResponseAsync(messages, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Holds nothing.
    }
}
