using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Library;

public sealed class DocumentTextsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Part_OfAnyText_IsWhatStandsThereAndSplitsNoCharacter(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var random = new Random(7);
        string[] signs = ["a", "\u00E9", "\u4E2D", "\U0001F600", "\n", "\uFEFF"];
        var text = string.Concat(Enumerable.Range(0, 90_000).Select(_ => signs[random.Next(signs.Length)]));
        var id = await WriteAsync(parley, text, new(TextKind.Prose, [new(0, 1), new(50_000, 2)], [new(7, 1, "Seven")]));

        for (var i = 0; i < 60; i++)
        {
            var (start, length) = (i < 20 ? random.Next(40) : random.Next(text.Length + 20), random.Next(1, i < 40 ? 20 : 50_000));
            var part = await ReadAsync(parley, Caller.Local, id, start, length);
            var (from, to) = Expected(text, start, length);
            Assert.Equal((from, text[from..to], text.Length), (part!.Start, part.Text, part.Total));
        }

        var whole = await ReadAsync(parley, Caller.Local, id, 0, text.Length);
        Assert.Equal(text, whole!.Text);
        Assert.Equal((TextKind.Prose, 2, "Seven"), (whole.Layout.Kind, whole.Layout.Pages.Count, whole.Layout.Sections.Single().Title));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Part_ForWhoeverMayNotReadIt_IsNotThere(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var id = await WriteAsync(parley, "Secret.", new(TextKind.Prose, [], []));
        var stranger = new Caller(Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Null(await ReadAsync(parley, stranger, id, 0, 10));
        Assert.Null(await InScopeAsync(parley, stranger, texts => texts.ReadOutlineAsync(id, Token)));
        Assert.Null(await ReadAsync(parley, Caller.Local, DocumentId.New(), 0, 10));
        Assert.Equal(7, (await InScopeAsync(parley, Caller.Local, texts => texts.ReadOutlineAsync(id, Token)))!.Length);
    }

    [Fact]
    public async Task Part_OfAVeryLongText_DoesNotTakeItIntoMemory()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var id = await WriteAsync(parley, new string('x', 16_000_000), new(TextKind.Prose, [], []));
        await ReadAsync(parley, Caller.Local, id, 0, 10);

        // SQLite does all its work on the thread that asks for it, and so does what is built on it here.
        var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
        var part = await ReadAsync(parley, Caller.Local, id, 15_000_000, 20_000);
        await InScopeAsync(parley, Caller.Local, texts => texts.ReadOutlineAsync(id, Token));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((thread, 20_000), (Environment.CurrentManagedThreadId, part!.Text.Length));
        Assert.InRange(allocated, 1, 3_000_000);
    }

    private static (int From, int To) Expected(string text, int start, int length)
    {
        var (from, to) = (Math.Min(start, text.Length), (int)Math.Min((long)Math.Min(start, text.Length) + length, text.Length));
        bool Splits(int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]);
        return (Splits(from) ? from - 1 : from, Splits(to) ? to + 1 : to);
    }

    private static async Task<DocumentId> WriteAsync(TestParley parley, string text, DocumentLayout layout)
    {
        var collection = await parley.AddCollectionAsync(Caller.Local);
        var id = await parley.WriteDocumentAsync(Caller.Local, collection, "Text", [], with: document => document.TextLength = text.Length);
        await parley.AsAsync(Caller.Local, db =>
        {
            db.Add(new DocumentBody { DocumentId = id, TenantId = Caller.Local.TenantId, CollectionId = collection, Generation = 1, Text = text, Layout = layout.Write() });
            return db.SaveChangesAsync(Token);
        });
        return id;
    }

    private static Task<DocumentPart?> ReadAsync(TestParley parley, Caller caller, DocumentId id, int start, int length) =>
        InScopeAsync(parley, caller, texts => texts.ReadPartAsync(id, start, length, Token));

    private static async Task<T> InScopeAsync<T>(TestParley parley, Caller caller, Func<DocumentTexts, Task<T>> work)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await work(scope.ServiceProvider.GetRequiredService<DocumentTexts>());
    }
}
