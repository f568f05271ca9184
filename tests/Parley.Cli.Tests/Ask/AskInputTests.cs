using System.Text;
using Parley.Cli.Ask;
using Parley.Errors;

namespace Parley.Cli.Tests.Ask;

public sealed class AskInputTests
{
    [Theory]
    [InlineData("why?", null, "why?")]
    [InlineData("why?", "", "why?")]
    [InlineData("why?", "\n", "why?")]
    [InlineData("why?", "log line\n", "log line\n\nwhy?")]
    [InlineData("-", "why?\n", "why?")]
    [InlineData("", "why?\n", "why?")]
    public void Compose_QuestionAndInput_AreOneMessage(string question, string? input, string message) =>
        Assert.Equal(message, AskInput.Compose(question, input));

    [Theory, InlineData("", null), InlineData("-", " \n"), InlineData("", "")]
    public void Compose_NoQuestion_SaysHowToAsk(string question, string? input) =>
        Assert.Contains("parley ask \"", Assert.Throws<UsageException>(() => AskInput.Compose(question, input)).Message, StringComparison.Ordinal);

    [Fact]
    public void Compose_TogetherTooLong_NamesTheLimit() =>
        Assert.Contains("100,000 characters", Assert.Throws<AppException>(
            () => AskInput.Compose(new string('q', 60_000), new string('m', 60_000))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_EndlessInput_IsNotReadToItsEnd()
    {
        await using var input = new EndlessStream();

        var error = await Assert.ThrowsAsync<AppException>(() => AskInput.ReadAsync(input, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.TooLarge, error.Code);
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMark_IsNotPartOfTheText()
    {
        using var input = new MemoryStream([.. Encoding.UTF8.Preamble, .. "grün"u8]);

        Assert.Equal("grün", await AskInput.ReadAsync(input, TestContext.Current.CancellationToken));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return new(buffer.Length);
        }
    }
}
