using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Pipeline;
using Parley.Testing;
using Xunit;

namespace Parley.Core.Tests.Pipeline;

public sealed class ChatClientBuilderTests
{
    [Fact]
    public async Task Build_SeveralLayers_TheFirstIsOutermost()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var model = new FakeChatClient();
        var client = model.AsBuilder()
            .Use((inner, _) => new Naming(inner, "a"))
            .Use((inner, _) => new Naming(inner, "b"))
            .Build(services);

        await client.GetResponseAsync("x", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("xab", string.Concat(Assert.Single(model.Requests).Messages.Select(message => message.Text)));
    }

    private sealed class Naming(IChatClient innerClient, string name) : DelegatingChatClient(innerClient)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            base.GetResponseAsync([.. messages, new ChatMessage(ChatRole.User, name)], options, cancellationToken);
    }
}
