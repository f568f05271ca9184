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
          parley search --top 3 parental leave

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
        var command = new Command("search", "Find passages of your documents.") { query, top };
        var remote = new RemoteOptionSet();
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (words, count) = (string.Join(' ', parsed.GetValue(query) ?? []), parsed.GetValue(top));
            using var server = remote.Open(parsed);
            if (server is not null)
            {
                return SearchPrinter.Print(screen, await new RemoteLibrary(server).SearchAsync(words, count, cancellationToken));
            }

            return await CliProgram.RunAsync(screen, async (services, interrupts, _) =>
            {
                var result = await services.GetRequiredService<KnowledgeSearch>().SearchAsync(new SearchRequest(words) { Top = count }, CallerScopes.Caller, interrupts.Ended);
                return SearchPrinter.Print(screen, [.. result.Passages.Select(p => new ShownPassage(p.Title, p.Text, p.Page, p.Section, p.Score))]);
            });
        });
        return command;
    }
}
