using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Chat;
using Parley.Errors;
using Parley.Identity;
using Parley.Personas;
using Parley.Personas.Library;
using Parley.Pipeline.Calls;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Chat;

public sealed class TurnPersonaTests(PostgresFixture postgres)
{
    private static readonly PersonaDefinition Greeter = new()
    {
        DisplayName = "Greeter",
        Prompt = new() { Text = "You greet for {{company}}." },
        Variables = [new() { Name = "company", Description = "Whose guests." }],
        Examples = [new() { User = "Hi", Assistant = "Welcome to {{company}}" }],
        Temperature = 0.25,
        MaxTokens = 321,
    };

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_WithPersona_ModelReadsPromptThenExamplesThenHistory(TestDatabase database)
    {
        await using var parley = await StartAsync(database);

        var turn = await parley.SendAsync(new TurnRequest { Message = "Hello", Persona = "greeter", PersonaVariables = Json("""{ "company": "{{Acme}}" }""") });
        var answer = await parley.Model.AskedAsync();

        Assert.Equal(
            [(ChatRole.System, "You greet for {{Acme}}."), (ChatRole.User, "Hi"), (ChatRole.Assistant, "Welcome to {{Acme}}"), (ChatRole.User, "Hello")],
            answer.Prompt.Select(message => (message.Role, message.Text)));
        Assert.Equal((0.25f, 321, "greeter@1"), (answer.Options!.Temperature, answer.Options.MaxOutputTokens, ModelCallOptions.Of(answer.Options).Persona));
        answer.Say("Hello").Finish();
        await turn.Running!.Completion;
        Assert.Equal("greeter@1", (await parley.AsAsync(Caller.Local, db => db.Turns.SingleAsync())).Persona);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_LaterTurns_RememberPersonaAndVariablesUntilNone(TestDatabase database)
    {
        await using var parley = await StartAsync(database);
        parley.Model.AlwaysSays = ["Yes"];
        var first = await SendAsync(parley, new() { Message = "One", Persona = "greeter", PersonaVariables = Json("""{ "company": "Acme" }""") });

        await SendAsync(parley, new() { Message = "Two", ConversationId = first.ConversationId });
        await ChangeAsync(parley, Greeter with { Prompt = new() { Text = "New: {{company}}" } });
        await SendAsync(parley, new() { Message = "Three", ConversationId = first.ConversationId });
        await SendAsync(parley, new() { Message = "Four", ConversationId = first.ConversationId, Persona = "greeter@1", PersonaVariables = Json("""{ "company": "Beta" }""") });
        await SendAsync(parley, new() { ConversationId = first.ConversationId, Regenerates = true });
        await SendAsync(parley, new() { Message = "Five", ConversationId = first.ConversationId, Persona = "none" });
        await SendAsync(parley, new() { Message = "Six", ConversationId = first.ConversationId });

        Assert.Equal(
            ["You greet for Acme.", "You greet for Acme.", "New: Acme", "You greet for Beta.", "You greet for Beta.", "default", "default"],
            parley.Model.Prompts.Select(prompt => prompt[0].Text));
        Assert.Equal(
            ["greeter@1", "greeter@1", "greeter@2", "greeter@1", "greeter@1", null, null],
            await parley.AsAsync(Caller.Local, db => db.Turns.OrderBy(turn => turn.Id).Select(turn => turn.Persona).ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("nobody", null, "persona", "There is no persona 'nobody'")]
    [InlineData("greeter@7", null, "persona", "There is no persona 'greeter@7'")]
    [InlineData("Not a name", null, "persona", "Give the id")]
    [InlineData("greeter", null, "persona_variables.company", "A value is needed: Whose guests.")]
    [InlineData("greeter", """{ "company": "A", "planet": "B" }""", "persona_variables.planet", "no such variable")]
    [InlineData(null, """{ "company": "A" }""", "persona_variables", "There is no persona")]
    public async Task Start_WrongPersona_IsRefusedBeforeAnythingIsStored(string? persona, string? variables, string field, string expected)
    {
        await using var parley = await StartAsync(TestDatabase.Sqlite);

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(new TurnRequest
        {
            Message = "Hello",
            Persona = persona,
            PersonaVariables = variables is null ? null : Json(variables),
        }));

        Assert.Equal(ErrorCode.ValidationError, error.Code);
        Assert.Contains(expected, error.Errors![field][0], StringComparison.Ordinal);
        Assert.Equal(0, await parley.AsAsync(Caller.Local, db => db.Conversations.CountAsync()));
    }

    [Fact]
    public async Task Start_PersonaWasDeleted_SaysSoUntilAnotherOrNoneIsChosen()
    {
        await using var parley = await StartAsync(TestDatabase.Sqlite);
        parley.Model.AlwaysSays = ["Yes"];
        var first = await SendAsync(parley, new() { Message = "One", Persona = "greeter", PersonaVariables = Json("""{ "company": "Acme" }""") });
        await parley.AsAsync(Caller.Local, async db =>
        {
            await Catalogue(parley).DeleteAsync(db, "greeter", CancellationToken.None);
            return 0;
        });

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync("Two", first.ConversationId));
        await SendAsync(parley, new() { Message = "Two", ConversationId = first.ConversationId, Persona = "none" });

        Assert.Contains("no longer exists", error.Errors!["persona"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PersonaNamesItsModel_RequestWinsOnlyWhereAllowed()
    {
        await using var parley = await StartAsync(TestDatabase.Sqlite);
        parley.Model.AlwaysSays = ["Yes"];
        var free = new PersonaDefinition { DisplayName = "Free", Prompt = new() { Role = "R" }, Provider = "offline", Model = "extractive-1" };
        await AddAsync(parley, free);
        await AddAsync(parley, free with { DisplayName = "Bound", AllowModelOverride = false });
        await AddAsync(parley, free with { DisplayName = "Lost", Provider = "nowhere" });

        var own = await SendAsync(parley, new() { Message = "Hello", Persona = "free" });
        var chosen = await SendAsync(parley, new() { Message = "Hello", Persona = "free", Provider = "scripted", Temperature = 1 });
        var refused = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(new TurnRequest { Message = "Hello", Persona = "bound", Provider = "scripted" }));
        var lost = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(new TurnRequest { Message = "Hello", Persona = "lost" }));

        Assert.Equal(("offline", "extractive-1"), (own.Running!.Model.Provider.Name, own.Running.Model.Model));
        Assert.Equal(("scripted", 1f), (chosen.Running!.Model.Provider.Name, chosen.Running.ModelOptions.Temperature));
        Assert.Equal(["provider"], refused.Errors!.Keys);
        Assert.Equal(["persona"], lost.Errors!.Keys);
    }

    private async Task<TestParley> StartAsync(TestDatabase database)
    {
        var parley = await TestParley.StartAsync(database, postgres.Server, settings: new() { ["Turns:SystemPrompt"] = "default" });
        await AddAsync(parley, Greeter);
        return parley;
    }

    private static PersonaCatalogue Catalogue(TestParley parley) => parley.Services.GetRequiredService<PersonaCatalogue>();

    private static Task<Stored<PersonaDefinition>> AddAsync(TestParley parley, PersonaDefinition persona) =>
        parley.AsAsync(Caller.Local, db => Catalogue(parley).AddAsync(db, Caller.Local, null, persona, CancellationToken.None));

    private static Task<Stored<PersonaDefinition>> ChangeAsync(TestParley parley, PersonaDefinition persona) =>
        parley.AsAsync(Caller.Local, db => Catalogue(parley).ChangeAsync(db, "greeter", 1, persona, CancellationToken.None));

    private static async Task<TurnView> SendAsync(TestParley parley, TurnRequest request)
    {
        var turn = await parley.SendAsync(request);
        await turn.Running!.Completion;
        return turn;
    }

    private static Dictionary<string, JsonElement> Json(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
