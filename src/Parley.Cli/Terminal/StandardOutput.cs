using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Parley.Cli.Terminal;

/// <summary>
/// The output and error streams, with two differences to the console's own. Writing to a pipe that nobody reads any more
/// (<c>parley ask … | head -1</c>) fails instead of passing over it, so that the answer can be stopped. And nothing but
/// the text is written: the console sends the terminal control codes of its own.
/// </summary>
internal static class StandardOutput
{
    private const int Handle = 1;

    public static TextWriter Open() => Write(OpenStream());

    public static TextWriter OpenError() => Write(Console.OpenStandardError());

    private static StreamWriter Write(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    private static Stream OpenStream()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file is written at the stream's own place, which another process that shares the handle would not see.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
