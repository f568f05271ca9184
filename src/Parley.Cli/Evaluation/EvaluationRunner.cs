using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;
using Parley.Errors;
using Parley.Identity;
using Parley.Integrations.Configuration;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Evaluation.Reports;

namespace Parley.Cli.Evaluation;

/// <summary>Evaluates sets in a Parley of its own: the settings of this one, but a database and an index that are thrown away.</summary>
internal static class EvaluationRunner
{
    public static async Task<int> RunAsync(Screen screen, EvaluationOrder order)
    {
        // What is wrong with a file shows before anything is indexed.
        var (gate, sets) = Load(order);
        var directory = Directory.CreateTempSubdirectory("parley-eval-");
        try
        {
            return await CliProgram.RunAsync(screen, Settings(directory.FullName), async (services, interrupts, _) =>
            {
                var evaluator = services.GetRequiredService<Evaluator>();
                var answerer = services.Create<GroundedAnswerer>(services.GetRequiredService<ModelChoices>().Parse(order.Provider, order.Model));
                var results = new List<EvaluationResult>();
                foreach (var set in sets)
                {
                    var request = new EvaluationRequest
                    {
                        Sample = order.Sample, Seed = order.Seed, Misspell = order.Misspell, Answers = order.Answers, Answer = answerer.AnswerAsync, Judge = order.Judge,
                        Progress = new Steps(screen),
                    };
                    results.Add(await evaluator.RunAsync(set, request, Caller.Local, interrupts.Ended));
                }

                return await ReportAsync(screen, order, results, gate?.Check(results) ?? []);
            });
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Files that make no sense are the command line's fault, and not a figure below the gate.
    private static (EvaluationGate? Gate, List<EvaluationSet> Sets) Load(EvaluationOrder order)
    {
        try
        {
            return (order.Gate is { } path ? EvaluationGate.Load(path) : null, order.Folders.Select(EvaluationSet.Load).ToList());
        }
        catch (AppException e) when (e.Code is ErrorCode.ValidationError)
        {
            throw new UsageException(e.Message);
        }
    }

    private static ParleySettings Settings(string directory)
    {
        var settings = ParleySettings.Load(Directory.GetCurrentDirectory());
        return settings with
        {
            Values = new Dictionary<string, string?>(settings.Values) { ["Storage:DataDir"] = directory, ["Database:Url"] = null, ["Redis:Url"] = null },
        };
    }

    private static async Task<int> ReportAsync(
        Screen screen, EvaluationOrder order, List<EvaluationResult> results, IReadOnlyList<string> failures)
    {
        var markdown = MarkdownReport.Write(results, failures);
        if (order.Report is { } report)
        {
            await File.WriteAllTextAsync(report, markdown);
        }
        else
        {
            screen.Line(markdown.TrimEnd());
        }

        if (order.Html is { } html)
        {
            await File.WriteAllTextAsync(html, HtmlReport.Write(results, failures));
        }

        foreach (var failure in failures)
        {
            screen.Error(failure);
        }

        return failures.Count == 0 ? ExitCode.Ok : ExitCode.Error;
    }

    // A line for each step as it begins; reports come from the thread that works.
    private sealed class Steps(Screen screen) : IProgress<(string Step, int Done, int Of)>
    {
        private string? _last;

        public void Report((string Step, int Done, int Of) value)
        {
            if (_last != value.Step)
            {
                _last = value.Step;
                screen.Note($"{value.Step} …");
            }
        }
    }
}
