using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Opens files of folders that may hold anything: regular ones, and nothing else. A pipe would be waited for until somebody writes into
/// it, perhaps for ever, and a device may never end. .NET opens both as it opens files, and does not say which is which.
/// </summary>
public static partial class RegularFile
{
    // From the kernel's headers; the same on every architecture that .NET runs on.
    private const int LinuxFlags = 0x800 | 0x100 | 0x80000; // O_NONBLOCK, O_NOCTTY, O_CLOEXEC; reading only is 0
    private const int MacFlags = 0x4 | 0x20000 | 0x1000000; // the same three
    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int NoSuchDevice = 6; // what opening a socket gives
    private const int NotAllowed = 13;
    private const int NoFolder = 20;

    // struct statx: 256 bytes everywhere, unlike struct stat; 16 bits of mode at 28.
    private const int StatSize = 256;
    private const int ModeAt = 28;
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;
    private const uint AskedForKind = 1; // STATX_TYPE
    private const int OfHandle = 0x1000; // AT_EMPTY_PATH
    private const int CurrentFolder = -100; // AT_FDCWD

    /// <summary>Whether a path leads to a regular file, as far as can be told: what cannot be looked at is left to whoever opens it.</summary>
    public static bool Is(string path) => !OperatingSystem.IsLinux() || KindOf(CurrentFolder, path, 0) is null or RegularKind;

    /// <summary>Opens a file for reading, without waiting. What was opened is looked at, so that nothing can be put in its place between.</summary>
    /// <returns>Null where there is something else than a regular file.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for Parley to read.</exception>
    public static FileStream? Open(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            // Windows has nothing but files in its folders, and .NET refuses the names of its devices.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }

        // Before it is opened, because opening alone does something to some devices.
        if (!Is(path) || OpenWithoutWaiting(path) is not { } handle)
        {
            return null;
        }

        try
        {
            var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);

            // Elsewhere than on Linux: pipes and terminals are what has no places to go to.
            if (OperatingSystem.IsLinux() ? KindOf(handle) is RegularKind : file.CanSeek)
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle? OpenWithoutWaiting(string path)
    {
        // What comes behind a NUL would be cut off.
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        while (true)
        {
            var handle = OpenFile(path, OperatingSystem.IsLinux() ? LinuxFlags : MacFlags);
            if (handle >= 0)
            {
                return new(handle, ownsHandle: true);
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case NoSuchDevice:
                    return null;
                case NoSuchFile or NoFolder:
                    throw new FileNotFoundException("There is no such file.");
                case NotAllowed:
                    throw new UnauthorizedAccessException("The file may not be read.");
                case var error:
                    throw new IOException($"The file cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}.");
            }
        }
    }

    private static int? KindOf(Microsoft.Win32.SafeHandles.SafeFileHandle handle) => KindOf((int)handle.DangerousGetHandle(), "", OfHandle);

    // Null where nobody can tell.
    private static int? KindOf(int folder, string path, int flags)
    {
        Span<byte> found = stackalloc byte[StatSize];
        return Stat(folder, path, flags, AskedForKind, ref MemoryMarshal.GetReference(found)) != 0
            ? null
            : (BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(found[ModeAt..]) : BinaryPrimitives.ReadUInt16BigEndian(found[ModeAt..])) & KindMask;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(int folder, string path, int flags, uint asked, ref byte found);
}
