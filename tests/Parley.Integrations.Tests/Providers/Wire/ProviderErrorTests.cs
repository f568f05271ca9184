using System.Net;
using System.Text;
using Parley.Integrations.Providers.Wire;
using Parley.Models;
using Xunit;

namespace Parley.Integrations.Tests.Providers.Wire;

public sealed class ProviderErrorTests
{
    [Theory]
    [InlineData("""{"error":{"message":"no","type":"t","code":"c"}}""", "no")]
    [InlineData("""{"error":{"message":"no","code":400}}""", "no")]
    [InlineData("""{"type":"error","error":{"type":"t","message":"no"}}""", "no")]
    [InlineData("""{"error":"no"}""", "no")]
    [InlineData("""{"object":"error","message":"no","code":400}""", "no")]
    [InlineData("""{"detail":"no"}""", "no")]
    [InlineData("<html>", "")]
    [InlineData("", "")]
    [InlineData("[1]", "")]
    public void Parse_AnyShape_FindsTheMessage(string body, string message) =>
        Assert.Equal(message, ProviderError.Parse(Encoding.UTF8.GetBytes(body)).Message);

    [Theory]
    [InlineData(400, "context_length_exceeded", "", ModelErrorKind.ContextTooLong)]
    [InlineData(400, "", "the request exceeds the available context size, try increasing it", ModelErrorKind.ContextTooLong)]
    [InlineData(400, "", "prompt is too long: 9 tokens > 8 maximum", ModelErrorKind.ContextTooLong)]
    [InlineData(400, "", "input length and `max_tokens` exceed context limit: 9 > 8", ModelErrorKind.ContextTooLong)]
    [InlineData(500, "", "the input length exceeds the context length", ModelErrorKind.ContextTooLong)]
    [InlineData(413, "", "Request too large", ModelErrorKind.InvalidRequest)]
    [InlineData(400, "content_filter", "", ModelErrorKind.ContentFiltered)]
    [InlineData(400, "", "Output blocked by content filtering policy", ModelErrorKind.ContentFiltered)]
    [InlineData(400, "model_not_found", "", ModelErrorKind.ModelNotFound)]
    [InlineData(404, "DeploymentNotFound", "", ModelErrorKind.ModelNotFound)]
    [InlineData(429, "rate_limit_exceeded", "", ModelErrorKind.RateLimited)]
    [InlineData(429, "insufficient_quota", "", ModelErrorKind.Authentication)]
    [InlineData(402, "", "", ModelErrorKind.Authentication)]
    [InlineData(301, "", "", ModelErrorKind.InvalidRequest)]
    [InlineData(408, "", "", ModelErrorKind.Timeout)]
    public void KindOf_StatusAndWords_IsTheKind(int status, string code, string message, ModelErrorKind kind) =>
        Assert.Equal(kind, new ProviderError(code, "", message).KindOf((HttpStatusCode)status));
}
