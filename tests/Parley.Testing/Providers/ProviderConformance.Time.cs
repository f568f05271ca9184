using Microsoft.Extensions.AI;
using Parley.Models;
using Xunit;

namespace Parley.Testing;

public abstract partial class ProviderConformance
{
    [Theory]
    [InlineData("hang", false), InlineData("hang", true)]
    [InlineData("hang-mid-3", false), InlineData("hang-mid-3", true)]
    public async Task Send_ModelFallsSilent_IsATimeoutAndTheConnectionIsClosed(string model, bool streaming)
    {
        await FailsAsync(ModelErrorKind.Timeout, () => Impatient().SendAsync("Hello", streaming, Model(model), CancellationToken));

        Assert.True(await Fake.WaitForAbortAsync(Second, CancellationToken));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ByteByByte_IsATimeoutAndTheConnectionIsClosed(bool streaming)
    {
        await FailsAsync(ModelErrorKind.Timeout, () => Impatient().SendAsync("Hello", streaming, Model("slowloris-9"), CancellationToken));

        Assert.True(await Fake.WaitForAbortAsync(Second, CancellationToken));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CancelledWhileWaiting_ClosesTheConnection(bool streaming)
    {
        using var cancel = new CancellationTokenSource(Short);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Create().ChatClient.SendAsync("Hello", streaming, Model("hang"), cancel.Token));

        Assert.IsNotType<ModelException>(error);
        Assert.True(await Fake.WaitForAbortAsync(Second, CancellationToken));
    }

    [Fact]
    public async Task Stream_CancelledBetweenTokens_ClosesTheConnection()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Create().ChatClient.GetStreamingResponseAsync("Hello", Model("hang-mid-2"), cancel.Token))
            {
                cancel.CancelAfter(update.Text.Length > 0 ? TimeSpan.FromMilliseconds(50) : Second);
            }
        });

        Assert.True(await Fake.WaitForAbortAsync(Second, CancellationToken));
    }

    [Fact]
    public async Task Stream_LeftByItsReader_ClosesTheConnection()
    {
        await foreach (var update in Create().ChatClient.GetStreamingResponseAsync("Hello", Model("hang-mid-2"), CancellationToken))
        {
            if (update.Text.Length > 0)
            {
                break;
            }
        }

        Assert.True(await Fake.WaitForAbortAsync(Second, CancellationToken));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CancelledBefore_SendsNothing(bool streaming)
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Create().ChatClient.SendAsync("Hello", streaming, Model("ok-2x0"), cancel.Token));

        Assert.Empty(Fake.Requests);
    }
}
