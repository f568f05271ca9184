using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Personas;
using Parley.Personas.Library;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Personas;

public sealed class PersonaCatalogueTests(PostgresFixture postgres)
{
    private static readonly PersonaDefinition Plain = new() { DisplayName = "Support", Prompt = new() { Role = "You help." } };

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_Restore_Delete_KeepsVersionsAndNeverUsesANumberTwice(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var personas = parley.Services.GetRequiredService<PersonaCatalogue>();

        var made = await As(parley, db => personas.AddAsync(db, Caller.Local, null, Plain, Cancel));
        var changed = await As(parley, db => personas.ChangeAsync(db, "support", 1, Plain with { Description = "Two" }, Cancel));
        var restored = await As(parley, db => personas.RestoreAsync(db, "support", 1, Cancel));

        Assert.Equal(("support", 1), (made.Name, made.Version));
        Assert.Equal((2, "Two"), (changed.Version, changed.Definition.Description));
        Assert.Equal((3, null, 1), (restored.Version, restored.Definition.Description, restored.RestoredFrom));
        var (versions, total) = await As(parley, db => personas.VersionsAsync(db, "support", 10, 0, Cancel));
        Assert.Equal([3, 2, 1], versions.Select(version => version.Version));
        Assert.Equal(3, total);
        Assert.Equal("Two", (await As(parley, db => personas.GetAsync(db, "support", 2, Cancel))).Definition.Description);

        await As(parley, async db =>
        {
            await personas.DeleteAsync(db, "support", Cancel);
            return 0;
        });
        Assert.Null(await As(parley, db => personas.FindAsync(db, new("support", 2), Cancel).AsTask()));
        Assert.Equal(4, (await As(parley, db => personas.AddAsync(db, Caller.Local, "support", Plain, Cancel))).Version);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_TwoEditorsAtOnce_OneIsRefused(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var personas = parley.Services.GetRequiredService<PersonaCatalogue>();
        await As(parley, db => personas.AddAsync(db, Caller.Local, "support", Plain, Cancel));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => OutcomeAsync(
            As(parley, db => personas.ChangeAsync(db, "support", 1, Plain with { Description = $"{i}" }, Cancel))))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<AppException>(), error => Assert.Equal(ErrorCode.Conflict, error.Code));
        Assert.Equal(2, (await As(parley, db => personas.GetAsync(db, "support", null, Cancel))).Version);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Add_SameNameAtOnce_OneIsMade(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var personas = parley.Services.GetRequiredService<PersonaCatalogue>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OutcomeAsync(
            As(parley, db => personas.AddAsync(db, Caller.Local, "support", Plain, Cancel))))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<AppException>(), error => Assert.Equal(ErrorCode.Conflict, error.Code));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Find_AnothersPersona_IsNotThere(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var personas = parley.Services.GetRequiredService<PersonaCatalogue>();
        await As(parley, db => personas.AddAsync(db, Caller.Local, "support", Plain, Cancel));
        var colleague = new Caller(Caller.Local.TenantId, Guid.NewGuid());
        var stranger = new Caller(Guid.NewGuid(), Caller.Local.UserId);

        foreach (var other in new[] { colleague, stranger })
        {
            Assert.Null(await parley.AsAsync(other, db => personas.FindAsync(db, new("support", null), Cancel).AsTask()));
            Assert.Equal(4, (await parley.AsAsync(other, db => personas.ListAsync(db, 100, 0, Cancel))).Total);
            await Assert.ThrowsAsync<AppException>(() => parley.AsAsync(other, db => personas.ChangeAsync(db, "support", 1, Plain, Cancel)));
            await Assert.ThrowsAsync<AppException>(() => parley.AsAsync(other, async db =>
            {
                await personas.DeleteAsync(db, "support", Cancel);
                return 0;
            }));
            Assert.Equal(1, (await parley.AsAsync(other, db => personas.AddAsync(db, other, "support", Plain, Cancel))).Version);
        }
    }

    [Fact]
    public async Task BuiltIn_CannotBeChangedButCopied()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var personas = parley.Services.GetRequiredService<PersonaCatalogue>();
        var (all, _) = await As(parley, db => personas.ListAsync(db, 100, 0, Cancel));

        Assert.Equal(["customer-support", "code-reviewer", "data-analyst", "document-qa"], all.Select(persona => persona.Name));
        foreach (var persona in all)
        {
            var error = await Assert.ThrowsAsync<AppException>(() => As(parley, db => personas.ChangeAsync(db, persona.Name, 1, Plain, Cancel)));
            Assert.Equal(ErrorCode.Forbidden, error.Code);
            await Assert.ThrowsAsync<AppException>(() => As(parley, db => personas.AddAsync(db, Caller.Local, persona.Name, Plain, Cancel)));
            var copy = await As(parley, db => personas.AddAsync(db, Caller.Local, persona.Name + "-copy", persona.Definition, Cancel));
            Assert.Equal(persona.Definition.DisplayName, copy.Definition.DisplayName);
            Assert.NotEmpty(parley.Services.GetRequiredService<PromptRenderer>().Render(copy.Definition, null, new Dictionary<string, System.Text.Json.JsonElement>(), "v").SystemPrompt);
        }
    }

    [Fact]
    public async Task Add_EverythingWrong_NamesEveryField()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var wrong = new PersonaDefinition
        {
            DisplayName = " ",
            Prompt = new() { Role = "{{nope}}", Guidelines = ["ok", "{{#if}}", ""] },
            Variables = [new() { Name = "a" }, new() { Name = "a" }, new() { Name = "1" }],
            Examples = [new() { User = "x", Assistant = "{{/if}}" }],
            Model = "m",
            Temperature = 3,
            MaxTokens = 0,
            MinTier = "premium",
            MaxTier = "economy",
            AllowModelOverride = false,
        };

        var error = await Assert.ThrowsAsync<AppException>(() => As(parley, db => parley.Services.GetRequiredService<PersonaCatalogue>().AddAsync(db, Caller.Local, "Not A Name", wrong, Cancel)));

        Assert.Equal(
            ["allow_model_override", "display_name", "examples[0].assistant", "id", "max_tier", "max_tokens", "prompt.guidelines[1]", "prompt.guidelines[2]",
             "prompt.role", "provider", "temperature", "variables[1].name", "variables[2].name"],
            error.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<T> As<T>(TestParley parley, Func<ParleyDbContext, Task<T>> action) => parley.AsAsync(Caller.Local, action);

    private static async Task<AppException?> OutcomeAsync(Task<Stored<PersonaDefinition>> change)
    {
        try
        {
            await change;
            return null;
        }
        catch (AppException e)
        {
            return e;
        }
    }
}
