namespace Parley.Cli.Repl.Commands;

internal sealed class RetryCommand : IReplCommand
{
    public string Name => "/retry";

    public string Arguments => "";

    public string Summary => "answer the last message anew";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        if (context.Session.Conversation is null)
        {
            throw new UsageException("There is no message to answer anew yet.");
        }

        await context.Answers.RetryAsync(cancellationToken);
        return true;
    }
}
