using System.Data.Common;
using Microsoft.Extensions.Options;
using Parley.Cli.Commands;
using Parley.Cli.Conversations;
using Parley.Cli.Editing;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;
using Parley.Data;
using Parley.Errors;

namespace Parley.Cli.Repl;

/// <summary>The chat: reads an entry, does what it says, and so on until the person leaves.</summary>
internal sealed class ReplLoop
{
    private readonly ConversationStore _conversations;
    private readonly ModelChoices _models;
    private readonly Screen _screen;
    private readonly Interrupts _interrupts;
    private readonly LogLines _log;
    private readonly bool _interactive = !Console.IsInputRedirected;
    private readonly ILineSource _lines;
    private readonly ReplContext _context;
    private bool _warned;

    public ReplLoop(
        IServiceProvider services, ConversationStore conversations, TurnClient turns, ModelChoices models, IOptions<StorageOptions> storage,
        Screen screen, Interrupts interrupts, LogLines log)
    {
        (_conversations, _models, _screen, _interrupts, _log) = (conversations, models, screen, interrupts, log);
        var session = new ReplSession(models);
        var commands = ReplCommands.Create(services);
        _context = new(session, screen, new ReplAnswers(turns, session, screen, interrupts, _interactive), commands);
        _lines = TerminalKind.CanEdit
            ? new EditedLines(
                new ConsoleTerminal(), new HistoryFile(Path.Combine(storage.Value.DataDir, HistoryFile.Name)),
                text => ReplCommands.Complete(commands, text))
            : new PlainLines(Console.In, () => screen.WriteStyled(_interactive ? "> " : ""));
    }

    public async Task<int> RunAsync(ReplStart start)
    {
        await PrepareAsync(start);
        while (true)
        {
            var entry = await ReadAsync();
            switch (entry.End)
            {
                case EditorEnd.Closed:
                    return Leave();
                case EditorEnd.Interrupted when _warned:
                    return ExitCode.Interrupted;
                case EditorEnd.Interrupted:
                    _warned = true;
                    _screen.Note("To leave, press Ctrl-C again or Ctrl-D, or enter exit.");
                    continue;
            }

            _warned = false;
            if (!await ObeyAsync(ReplEntry.Parse(entry.Text)))
            {
                return Leave();
            }
        }
    }

    private async Task PrepareAsync(ReplStart start)
    {
        var session = _context.Session;
        if (start.Conversation is { } id)
        {
            session.Open(await _conversations.FindAsync(id, _interrupts.Ended));
        }
        else if (start.Continue && await _conversations.ListAsync(1, _interrupts.Ended) is [var last])
        {
            session.Open(last);
        }

        session.Choice = _models.Parse(start.Provider, start.Model);
        if (!_interactive)
        {
            return;
        }

        var model = session.Model;
        _screen.Note($"Parley {ParleyCommand.Version} · {model.Provider.Name}/{model.Model} answers · /help for help, exit to leave");
        Remark(model.Provider.Name);
        if (session.Conversation is { } conversation)
        {
            _screen.Note($"Going on with: {conversation.Title}");
        }
    }

    private void Remark(string provider)
    {
        if (_models.DefaultProblem is { } problem)
        {
            _screen.Note(problem);
        }
        else if (provider is ProviderSetup.Offline)
        {
            _screen.Note(ProviderSetup.Hint);
        }
    }

    // Reading blocks a thread of its own, so that a signal to end is heeded at the prompt too.
    private async Task<EditorResult> ReadAsync()
    {
        _log.Release();
        _log.Hold();
        try
        {
            return await Task.Run(_lines.Read).WaitAsync(_interrupts.Ended);
        }
        catch (OperationCanceledException)
        {
            _lines.Abandon();
            _screen.WriteStyled(_interactive ? "\n" : "");
            throw;
        }
    }

    private async Task<bool> ObeyAsync(ReplEntry entry)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_interrupts.Ended);
        using var handling = _interrupts.OnInterrupt(stop.Cancel);
        try
        {
            return await ObeyAsync(entry, stop.Token);
        }
        catch (OperationCanceledException) when (!_interrupts.Ended.IsCancellationRequested)
        {
            _screen.Note("Stopped.");
            return true;
        }
        catch (Exception e) when (e is AppException or UsageException or DbException)
        {
            _screen.Error(CliProgram.Describe(e));
            return true;
        }
    }

    private async Task<bool> ObeyAsync(ReplEntry entry, CancellationToken cancellationToken)
    {
        switch (entry)
        {
            case ReplEntry.Leave:
                return false;
            case ReplEntry.Command command:
                return await Find(command.Name).RunAsync(command.Arguments, _context, cancellationToken);
            case ReplEntry.Message message:
                await _context.Answers.SendAsync(message.Text, cancellationToken);
                return true;
            default:
                return true;
        }
    }

    private IReplCommand Find(string name) => _context.Commands.FirstOrDefault(command => command.Name == name)
        ?? throw new UsageException($"There is no command {name}. /help lists them; a blank before the slash makes it a message.");

    private int Leave() => !_interactive && _context.Answers.LastFailed ? ExitCode.Error : ExitCode.Ok;
}
