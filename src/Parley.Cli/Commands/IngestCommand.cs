using System.CommandLine;
using Parley.Cli.Ingest;
using Parley.Cli.Remote;
using Parley.Cli.Terminal;
using Parley.Knowledge.Chunking;

namespace Parley.Cli.Commands;

/// <summary><c>parley ingest</c>.</summary>
internal static class IngestCommand
{
    public const string Examples = """
        Examples:
          parley ingest ./handbook
          parley ingest --collection Papers --tags physics,2026 paper.pdf notes.md
          parley ingest https://example.com/terms.html
          PARLEY_API_KEY=parley_… parley ingest --server https://parley.example.com ./handbook

        A folder can be added again: what has not changed is passed over, moved files keep their document, and those of
        deleted files are removed. With --server a folder's files are sent one by one: the server keeps those of files
        that were deleted or moved here. Exit codes: 0 all is in, 1 something failed, 2 not understood, 130 stopped with Ctrl-C.
        """;

    public static Command Create(Screen screen)
    {
        var targets = new Argument<string[]>("path|url") { Description = "Files, folders and addresses.", Arity = ArgumentArity.OneOrMore };
        var collection = new Option<string>("--collection", "-c")
        {
            Description = "The collection they go into; made if there is none of that name.", HelpName = "name", DefaultValueFactory = _ => IngestRequest.DefaultCollection,
        };
        var tags = new Option<string?>("--tags") { Description = "Words to filter by later, with commas between them.", HelpName = "a,b" };
        var chunker = new Option<string?>("--chunker") { Description = $"How the documents of the collection are cut from now on: {string.Join(", ", ChunkerCatalogue.Standard)}.", HelpName = "name" };
        var command = new Command("ingest", "Add documents to a collection, so that questions can be answered from them.") { targets, collection, tags, chunker };
        var remote = new RemoteOptionSet();
        remote.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var server = remote.Open(parsed);
            var request = new IngestRequest(
                parsed.GetValue(targets) ?? [], parsed.GetValue(collection)!.Trim(),
                (parsed.GetValue(tags) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), parsed.GetValue(chunker));
            return server is null
                ? await CliProgram.RunAsync(screen, (services, interrupts, _) => services.Create<IngestRunner>(screen, interrupts).RunAsync(request))
                : await new RemoteIngestRunner(new RemoteLibrary(server), screen).RunAsync(request);
        });
        return command;
    }
}
