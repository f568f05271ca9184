using System.CommandLine;
using Parley.Cli.Doctor;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(Screen screen)
    {
        var command = new Command("doctor", "Check the settings, the data directory, the database and the providers, and say what to do.");
        command.SetAction((_, cancellationToken) => DoctorRunner.RunAsync(screen, cancellationToken));
        return command;
    }
}
