using System.Runtime.InteropServices;

namespace Parley.Cli.Hosting;

/// <summary>
/// What signals mean to the program: Ctrl-C what the work at hand says, and where none does, the end; being told to
/// terminate or hung up on, the end.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Action? _onInterrupt;

    public Interrupts()
    {
        Register(PosixSignal.SIGINT, Interrupt);
        Register(PosixSignal.SIGTERM, () => End(Cli.ExitCode.Terminated));
        Register(PosixSignal.SIGHUP, () => End(Cli.ExitCode.HungUp));
    }

    /// <summary>Cancelled when the program must end; <see cref="ExitCode"/> then says as what.</summary>
    public CancellationToken Ended => _ended.Token;

    public int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

    /// <summary>Until disposed, Ctrl-C does this instead of what it did before.</summary>
    public IDisposable OnInterrupt(Action action) => new Handling(this, action);

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        if (Volatile.Read(ref _onInterrupt) is { } action)
        {
            action();
        }
        else
        {
            End(Cli.ExitCode.Interrupted);
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _ended.Dispose();
    }

    private void Register(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        action();
    }));

    private void End(int code)
    {
        if (!_ended.IsCancellationRequested)
        {
            ExitCode = code;
            _ended.Cancel();
        }
    }

    private sealed class Handling : IDisposable
    {
        private readonly Interrupts _interrupts;
        private readonly Action? _before;

        public Handling(Interrupts interrupts, Action action)
        {
            _interrupts = interrupts;
            _before = interrupts._onInterrupt;
            Volatile.Write(ref interrupts._onInterrupt, action);
        }

        public void Dispose() => Volatile.Write(ref _interrupts._onInterrupt, _before);
    }
}
