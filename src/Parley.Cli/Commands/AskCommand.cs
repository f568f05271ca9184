using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parley.Cli.Ask;
using Parley.Cli.Hosting;
using Parley.Cli.Remote;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley ask</c>.</summary>
internal static class AskCommand
{
    public const string Examples = """
        Examples:
          parley ask "Why is the sky blue?"
          cat server.log | parley ask "What failed?"
          parley ask --json "Name three rivers." | jq -r .content
          PARLEY_API_KEY=parley_… parley ask --server https://parley.example.com "Who is on call?"

        What is piped in goes before the question as material. The answer goes to the output, everything else to the
        error stream. Exit codes: 0 answered, 1 failed, 2 not understood, 130 stopped with Ctrl-C.
        """;

    public static Command Create(Screen screen)
    {
        var question = new Argument<string[]>("question")
        {
            Description = "The question; '-' reads it from the input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var models = new ModelOptionSet();
        var temperature = new Option<double?>("--temperature", "-t")
        {
            Description = "How freely the model chooses its words, 0 to 2.",
            HelpName = "0-2",
        };
        var maxTokens = new Option<int?>("--max-tokens") { Description = "The longest answer, in tokens.", HelpName = "count" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of the text." };
        temperature.Validators.Add(result => Check(result, result.GetValueOrDefault<double?>() is null or (>= 0 and <= 2), "a number from 0 to 2"));
        maxTokens.Validators.Add(result => Check(result, result.GetValueOrDefault<int?>() is null or (>= 1 and <= 1_000_000), "a whole number from 1 to 1,000,000"));

        var command = new Command("ask", "Ask one question and print the answer.")
        {
            question, temperature, maxTokens, json,
        };
        models.AddTo(command);
        var remote = new RemoteOptionSet();
        remote.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var server = remote.Open(parsed);
            return await RunAsync(screen, server, new(
                ReadQuestion(parsed, parsed.GetValue(question) ?? []), parsed.GetValue(models.Provider), parsed.GetValue(models.Model),
                parsed.GetValue(temperature), parsed.GetValue(maxTokens), parsed.GetValue(json)));
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, RemoteServer? server, AskRequest request)
    {
        var message = AskInput.Compose(request.Question, await ReadInputAsync(request.Question));
        if (server is not null)
        {
            return await new RemoteAskRunner(server, screen).RunAsync(request, message);
        }

        return await CliProgram.RunAsync(screen, (services, interrupts, _) =>
            services.Create<AskRunner>(screen, interrupts).RunAsync(request, message));
    }

    // A misspelt option would otherwise be asked.
    private static string ReadQuestion(ParseResult parsed, string[] words)
    {
        var option = words.FirstOrDefault(word => word.TrimStart('-') is [var first, ..] rest
            && rest.Length < word.Length && char.IsAsciiLetter(first) && !word.Any(char.IsWhiteSpace));
        return option is null || parsed.Tokens.Any(token => token.Type is TokenType.DoubleDash)
            ? string.Join(' ', words).Trim()
            : throw new UsageException($"There is no option {option}. A question that begins with a dash goes after --. See: parley ask --help");
    }

    // A terminal is read only when asked to: otherwise the program would wait for a person who waits for it.
    private static async Task<string?> ReadInputAsync(string question)
    {
        if (!Console.IsInputRedirected && question is not AskInput.FromInput)
        {
            return null;
        }

        await using var input = Console.OpenStandardInput();
        return await AskInput.ReadAsync(input, CancellationToken.None);
    }

    private static void Check(OptionResult result, bool isValid, string accepted)
    {
        if (!isValid)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.IdentifierToken?.Value} takes {accepted}."));
        }
    }
}
