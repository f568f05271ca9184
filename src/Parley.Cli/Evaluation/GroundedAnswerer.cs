using Parley.Chat;
using Parley.Cli.Turns;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Library;
using Parley.Pipeline.Calls;

namespace Parley.Cli.Evaluation;

/// <summary>Has questions answered from documents by turns like everybody's.</summary>
internal sealed class GroundedAnswerer(TurnClient turns, ModelChoice choice)
{
    public async Task<GivenAnswer> AnswerAsync(string question, Guid collection, CancellationToken cancellationToken)
    {
        var turn = await turns.StartAsync(
            new TurnRequest
            {
                Message = question, Collections = [new CollectionId(collection)], Provider = choice.Provider, Model = choice.Model, Temperature = 0, CacheUse = CacheUse.None,
            },
            cancellationToken);
        var answer = await TurnClient.FollowAsync(turn, static _ => { }, cancellationToken);
        if (answer.Completed is not { } done)
        {
            return new(answer.Content, "", [], CitationReport.Empty, answer.Problem?.Detail ?? "It broke off.");
        }

        return new(
            answer.Content, $"{done.Provider}/{done.Model}",
            [.. (done.Sources ?? []).Select(source => new AnswerPassage(source.Id, source.Title, source.Document.Value, source.Start, source.End, source.Section))],
            done.Citations ?? CitationReport.Empty, null);
    }
}
