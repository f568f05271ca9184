using System.Text.Json;
using Parley.Chat;
using Parley.Cli.Terminal;

namespace Parley.Cli.Turns;

/// <summary>Prints an answer as it comes.</summary>
/// <param name="showWaiting">Shows a sign of life until the first word, which needs a terminal to take it away again.</param>
internal sealed class AnswerPrinter(Screen screen, bool showWaiting)
{
    private readonly List<string> _notes = [];
    private TerminalText _text = new();
    private bool _waiting;
    private bool _lineOpen;

    public void Begin()
    {
        if (showWaiting)
        {
            _waiting = true;
            screen.WriteStyled(screen.Style.Dim("…"));
        }
    }

    public void Print(TurnEvent item)
    {
        if (item.Kind is TurnEventKind.Tool)
        {
            PrintTool(item.Payload);
        }
        else if (item.Kind is TurnEventKind.Failover)
        {
            PrintFailover(item.Payload);
        }
        else if (item.Kind is TurnEventKind.Token && _text.Next(item.Payload) is { Length: > 0 } text)
        {
            StopWaiting();
            screen.WriteStyled(text);
            _lineOpen = text[^1] != '\n';
        }
    }

    /// <summary>Leaves the cursor at the start of a line, and says what had to wait for that.</summary>
    public void End()
    {
        EndLine();
        _notes.ForEach(screen.Note);
        _notes.Clear();
    }

    private void EndLine()
    {
        StopWaiting();
        if (_lineOpen)
        {
            screen.WriteStyled("\n");
            _lineOpen = false;
        }
    }

    // A text that goes on must not be torn apart, so its note waits for the end. One that is void was printed already:
    // whoever reads the output, be it a file, must see there that it begins again.
    private void PrintFailover(string payload)
    {
        var failover = FailoverNote.Read(payload);
        if (!failover.Restarts)
        {
            _notes.Add(failover.Text);
            return;
        }

        EndLine();
        screen.WriteStyled(screen.Style.Dim($"[{TerminalText.OneLine(failover.Text)}]") + "\n");
        _text = new();
    }

    private void PrintTool(string payload)
    {
        using var step = JsonDocument.Parse(payload);
        if (step.RootElement.GetProperty("status").GetString() is "running")
        {
            EndLine();
            screen.Note($"[{step.RootElement.GetProperty("name").GetString()} {Arguments(step.RootElement)}]");
        }
    }

    private static string Arguments(JsonElement step) =>
        step.TryGetProperty("arguments", out var arguments) && arguments.ValueKind is JsonValueKind.Object
            ? string.Join(", ", arguments.EnumerateObject().Select(argument => argument.Value.ToString()))
            : "";

    private void StopWaiting()
    {
        if (_waiting)
        {
            _waiting = false;
            screen.WriteStyled("\r\e[K");
        }
    }
}
