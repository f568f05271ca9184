using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Conversations;
using Parley.Cli.Remote;
using Parley.Cli.Search;
using Parley.Cli.Terminal;
using Parley.Knowledge.Retrieval;

namespace Parley.Cli.Commands;

/// <summary><c>parley search</c>.</summary>
internal static class SearchCommand
{
    public const string Examples = """
        Examples:
          parley search "What close code does the WebSocket use?"
          parley search --top 3 --collection Handbook parental leave

        Finds passages of the documents that were added with 'parley ingest', the best first.
        """;

    public static Command Create(Screen screen)
    {
        var query = new Argument<string[]>("query") { Description = "What to search for.", Arity = ArgumentArity.OneOrMore };
        var top = new Option<int>("--top", "-n") { Description = "The most passages, 1 to 100.", HelpName = "count", DefaultValueFactory = _ => 5 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > SearchRequest.MaxTop)
            {
                result.AddError($"--top takes a whole number from 1 to {SearchRequest.MaxTop}.");
            }
        });
        var collections = new Option<string[]>("--collection", "-c") { Description = "Only in the collection of this name; again for another.", HelpName = "name", Arity = ArgumentArity.OneOrMore };
        var command = new Command("search", "Find passages of your documents.") { query, top, collections };
        var remote = new RemoteOptionSet();
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var question = new SearchQuestion(string.Join(' ', parsed.GetValue(query) ?? []), parsed.GetValue(top), parsed.GetValue(collections) ?? []);
            if (string.IsNullOrWhiteSpace(question.Query))
            {
                throw new UsageException("Say what to search for.");
            }

            using var server = remote.Open(parsed);
            return server is not null
                ? SearchPrinter.Print(screen, question.Query, await SearchRunner.RunAsync(question, new RemoteLibrary(server), cancellationToken))
                : await CliProgram.RunAsync(screen, async (services, interrupts, _) => SearchPrinter.Print(
                    screen, question.Query,
                    await SearchRunner.RunAsync(question, services.Create<CallerScopes>(), services.GetRequiredService<KnowledgeSearch>(), interrupts.Ended)));
        });
        return command;
    }
}
