using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class UsageTests : IDisposable
{
    private readonly string _prices = Path.GetTempFileName();
    private readonly TestServer _server;

    public UsageTests()
    {
        File.WriteAllText(_prices, """{ "prices": [ { "provider": "scripted", "model": "script-1", "input": 1, "output": 10 } ] }""");
        _server = new TestServer(("Prices:File", _prices));
        _server.Model.AlwaysSays = ["Hello ", "there"];
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_prices);
    }

    [Fact]
    public async Task Chat_PricedModel_TellsItsCostAndTheReportAgrees()
    {
        // The scripted model reads 7 tokens and writes 3: 7 × $1 + 3 × $10 a million.
        var answer = await ChatAsync();
        Assert.Equal(0.000037m, answer.GetProperty("cost").GetDecimal());
        Assert.Equal("full", answer.GetProperty("degradation").GetString());
        await ChatAsync();

        var report = await _server.Client.GetFromJsonAsync<JsonElement>("usage?group_by=provider,model,feature", Cancellation);
        var row = Assert.Single(report.GetProperty("rows").EnumerateArray());
        Assert.Equal(("scripted", "script-1", "chat"), (row.GetProperty("provider").GetString(), row.GetProperty("model").GetString(), row.GetProperty("feature").GetString()));
        Assert.Equal((2, 14, 6, 0.000074m), (row.GetProperty("calls").GetInt32(), row.GetProperty("prompt_tokens").GetInt32(), row.GetProperty("completion_tokens").GetInt32(), row.GetProperty("cost").GetDecimal()));
        Assert.Equal(0.000074m, report.GetProperty("total").GetProperty("cost").GetDecimal());

        var csv = (await _server.Client.GetStringAsync("usage?group_by=model&format=csv", Cancellation)).Split("\r\n");
        Assert.StartsWith("period,provider,model,", csv[0], StringComparison.Ordinal);
        Assert.Equal(",scripted,script-1,,,,,,2,14,6,0.000074,0,0", csv[1]);
        var messages = await _server.Client.GetFromJsonAsync<JsonElement>($"conversations/{answer.GetProperty("conversation_id").GetString()}/messages", Cancellation);
        Assert.Equal(0.000037m, messages.GetProperty("data")[1].GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task Chat_UnknownPrice_IsNullAndCountedApart()
    {
        await File.WriteAllTextAsync(_prices, """{ "prices": [] }""", Cancellation);
        File.SetLastWriteTimeUtc(_prices, DateTime.UtcNow.AddMinutes(1));
        await Task.Delay(TimeSpan.FromSeconds(2.1), Cancellation);

        Assert.Equal(JsonValueKind.Null, (await ChatAsync()).GetProperty("cost").ValueKind);

        var report = await _server.Client.GetFromJsonAsync<JsonElement>("usage", Cancellation);
        Assert.Equal(1, report.GetProperty("total").GetProperty("unpriced_calls").GetInt32());
    }

    [Fact]
    public async Task Chat_BudgetSpent_Is402WithTheTimeItBeginsAnew()
    {
        await ChatAsync();
        using var made = await _server.Client.PostAsJsonAsync("budgets", new { scope = "user", subject = "me", period = "day", limit = 0.000037m }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        using var refused = await _server.Client.PostAsJsonAsync("chat", new { message = "Hello" }, Cancellation);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        Assert.Equal("BUDGET_EXCEEDED", problem.GetProperty("code").GetString());
        Assert.Contains("begins anew at", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 0, 24);
        var budget = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();
        using var raised = await _server.Client.PatchAsJsonAsync($"budgets/{budget}", new { limit = 1 }, Cancellation);
        Assert.Equal(0.000037m, (await raised.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("spent").GetDecimal());
        await ChatAsync();
        using var removed = await _server.Client.DeleteAsync($"budgets/{budget}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Chat_LittleLeft_AsksForAShorterAnswer()
    {
        // A prompt of some hundred bytes at $1 and 400 tokens of answer at $10 a million.
        using var made = await _server.Client.PostAsJsonAsync("budgets", new { scope = "tenant", period = "month", limit = 0.005m }, Cancellation);

        var answering = _server.Client.PostAsJsonAsync("chat", new { message = "Hello" }, Cancellation);
        var asked = await _server.Model.AskedAsync();
        using var response = await answering;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(asked.Options!.MaxOutputTokens!.Value, 256, 499);
    }

    [Theory]
    [InlineData("""{ "scope": "tenant", "period": "month", "limit": 0 }""", "limit")]
    [InlineData("""{ "scope": "tenant", "period": "month", "limit": -1 }""", "limit")]
    [InlineData("""{ "scope": "tenant", "period": "month" }""", "limit")]
    [InlineData("""{ "scope": "planet", "period": "month", "limit": 1 }""", "scope")]
    [InlineData("""{ "scope": "tenant", "period": "week", "limit": 1 }""", "period")]
    [InlineData("""{ "scope": "user", "subject": "Bob", "period": "day", "limit": 1 }""", "subject")]
    [InlineData("""{ "scope": "model", "subject": "gpt-4o", "period": "day", "limit": 1 }""", "subject")]
    [InlineData("""{ "scope": "tenant", "subject": "x", "period": "day", "limit": 1 }""", "subject")]
    public async Task CreateBudget_Wrong_NamesTheField(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _server.Client.PostAsync("budgets", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("usage?from=yesterday", "from")]
    [InlineData("usage?from=2026-02-30", "from")]
    [InlineData("usage?from=2026-02-02&to=2026-01-01", "to")]
    [InlineData("usage?from=2020-01-01&to=2026-01-01", "to")]
    [InlineData("usage?group_by=colour", "group_by")]
    [InlineData("usage?format=xml", "format")]
    public async Task Usage_Wrong_NamesTheParameter(string address, string parameter)
    {
        using var response = await _server.Client.GetAsync(address, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Degradation_SetByAnOperator_HoldsUntilFull()
    {
        using var set = await _server.Client.PutAsJsonAsync("admin/degradation", new { level = "offline" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        var answer = await ChatAsync();
        Assert.Equal(("offline", "offline"), (answer.GetProperty("provider").GetString(), answer.GetProperty("degradation").GetString()));
        Assert.Equal("offline", (await _server.Client.GetFromJsonAsync<JsonElement>("ready", Cancellation)).GetProperty("degradation").GetString());
        Assert.Equal("offline", (await _server.Client.GetFromJsonAsync<JsonElement>("models", Cancellation)).GetProperty("degradation").GetString());

        using var reset = await _server.Client.PutAsJsonAsync("admin/degradation", new { level = "full" }, Cancellation);
        Assert.Equal("scripted", (await ChatAsync()).GetProperty("provider").GetString());
        using var wrong = await _server.Client.PutAsJsonAsync("admin/degradation", new { level = "half" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private async Task<JsonElement> ChatAsync()
    {
        using var response = await _server.Client.PostAsJsonAsync("chat", new { message = "Hello" }, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body.ToString());
        return body;
    }
}
