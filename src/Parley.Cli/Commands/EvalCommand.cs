using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parley.Cli.Evaluation;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley eval</c>.</summary>
internal static class EvalCommand
{
    public const string Examples = """
        Examples:
          parley eval sets/handbook
          parley eval sets/* --sample 500 --misspell 1 --html report.html
          parley eval sets/handbook --gate gate.json
          parley eval sets/handbook --answers 50 --model openai/gpt-4o-mini --judge

        A set is a folder with corpus.jsonl {id, title, text}, queries.jsonl {id, text, answers} and qrels.tsv (query, document, score;
        with or without a first line that names them). It is laid into a database of its own, which is thrown away. Exit codes: 0 measured, 1 failed or
        below the gate, 2 not understood (a set or a gate too), 130 stopped with Ctrl-C.
        """;

    public static Command Create(Screen screen)
    {
        var folders = new Argument<string[]>("folder") { Description = "The folders of the sets.", Arity = ArgumentArity.OneOrMore };
        var sample = Count("--sample", "How many of a set's questions to ask, by chance; default: all.");
        var seed = new Option<int>("--seed") { Description = "What chance begins with.", HelpName = "number", DefaultValueFactory = _ => 1 };
        var misspell = new Option<int>("--misspell") { Description = "Also ask every question with this many of its words misspelt.", HelpName = "words" };
        var report = new Option<string?>("--report") { Description = "Write the report as Markdown here, not to the output.", HelpName = "file" };
        var html = new Option<string?>("--html") { Description = "Write the report as an HTML page with charts here, too.", HelpName = "file" };
        var gate = new Option<string?>("--gate") { Description = "A file with the least that must be reached; ends with 1 when it is not.", HelpName = "file" };
        var answers = Count("--answers", "Also have this many of the questions answered from the documents, and measure the answers; default: none.");
        var judge = new Option<bool>("--judge") { Description = "Have KNOWLEDGE_MODEL rate the answers, too. It costs three calls for each." };
        var models = new ModelOptionSet();
        misspell.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is >= 0 and <= 10, "a whole number from 0 to 10"));

        var command = new Command("eval", "Measure how well passages are found, and how good answers are, on sets of documents and questions whose answers are known.")
        {
            folders, sample, seed, misspell, answers, judge, report, html, gate,
        };
        models.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(answers) is null && (result.GetValue(judge) || result.GetValue(models.Model) is not null || result.GetValue(models.Provider) is not null))
            {
                result.AddError("--judge, --model and --provider say how questions are answered: say how many with --answers.");
            }
        });
        command.SetAction((parsed, _) => EvaluationRunner.RunAsync(screen, new EvaluationOrder(
            parsed.GetValue(folders) ?? [], parsed.GetValue(sample), parsed.GetValue(seed), parsed.GetValue(misspell),
            parsed.GetValue(report), parsed.GetValue(html), parsed.GetValue(gate))
        {
            Answers = parsed.GetValue(answers) ?? 0,
            Judge = parsed.GetValue(judge),
            Provider = parsed.GetValue(models.Provider),
            Model = parsed.GetValue(models.Model),
        }));
        return command;
    }

    private static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "count" };
        option.Validators.Add(result => Check(result, result.GetValueOrDefault<int?>() is null or >= 1, "a whole number from 1"));
        return option;
    }

    private static void Check(OptionResult result, bool isValid, string accepted)
    {
        if (!isValid)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.IdentifierToken?.Value} takes {accepted}."));
        }
    }
}
