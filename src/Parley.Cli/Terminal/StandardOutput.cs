using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Parley.Cli.Terminal;

/// <summary>
/// The output stream, with one difference to the console's own: writing to a pipe that nobody reads any more
/// (<c>parley ask … | head -1</c>) fails instead of passing over it, so that the answer can be stopped.
/// </summary>
internal static class StandardOutput
{
    private const int Handle = 1;

    public static TextWriter Open() => Console.IsOutputRedirected
        ? new StreamWriter(OpenStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" }
        : Console.Out;

    private static Stream OpenStream()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file is written at the stream's own place, which another process that shares the handle would not see.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
