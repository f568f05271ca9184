using System.Security.Cryptography;
using Parley.Errors;
using Parley.Knowledge.Ingestion;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Files that were sent, in a folder of their own until it is disposed.</summary>
internal sealed class Upload : IDisposable
{
    /// <summary>Held open as long as the folder is in use, which other processes see and which ends with this one, however it ends.</summary>
    private const string MarkName = "in-use";

    private const int BufferSize = 80 * 1024;

    // What a disk without room is called: ENOSPC and EDQUOT of Linux, EDQUOT of macOS, and the two of Windows.
    private static readonly HashSet<int> Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private readonly string _folder;
    private readonly FileStream _mark;

    private Upload(string folder, FileStream mark) => (_folder, _mark) = (folder, mark);

    public List<UploadedFile> Files { get; } = [];

    public List<string> Tags { get; } = [];

    /// <param name="folder">Where uploads have their folders.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ServiceUnavailable"/>: nothing can be written there.</exception>
    public static Upload Begin(string folder)
    {
        var own = Path.Combine(folder, $"{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(own);
            return new(own, new FileStream(Path.Combine(own, MarkName), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete(own);
            throw NotKept(e);
        }
    }

    /// <summary>Deletes the folders of uploads whose process is no more.</summary>
    /// <param name="before">Those written to later are left alone: a folder is there for a moment before its mark.</param>
    public static void DeleteLeftOver(string folder, DateTime before)
    {
        foreach (var upload in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            if (IsLeftOver(upload, before))
            {
                Delete(upload);
            }
        }

        // Older versions had the files there themselves.
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.part") : [])
        {
            DeleteOld(file, before);
        }
    }

    /// <returns>How many bytes it has.</returns>
    /// <exception cref="AppException">It is too large, or cannot be kept.</exception>
    public async Task<long> AddAsync(string name, string? mediaType, Stream body, int limit, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, $"{Files.Count}.part");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        var file = Keep(() => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
        await using (file)
        {
            var buffer = new byte[BufferSize];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                length += read;
                if (length > limit)
                {
                    throw new AppException(ErrorCode.TooLarge, $"A file is larger than {limit / (1024.0 * 1024):0.#} MiB, which is the limit.");
                }

                hash.AppendData(buffer, 0, read);
                await KeepAsync(() => file.WriteAsync(buffer.AsMemory(0, read), cancellationToken));
            }
        }

        Files.Add(new UploadedFile(name, mediaType, Convert.ToHexStringLower(hash.GetHashAndReset()), token => File.ReadAllBytesAsync(path, token)));
        return length;
    }

    public void Dispose()
    {
        _mark.Dispose();
        Delete(_folder);
    }

    // What fails here is the server's, and not to be taken for a fault of what was sent.
    private static T Keep<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotKept(e);
        }
    }

    private static async ValueTask KeepAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotKept(e);
        }
    }

    private static AppException NotKept(Exception error) => new(
        ErrorCode.ServiceUnavailable,
        Full.Contains(error.HResult)
            ? "The server's disk is full. Nothing of the upload was kept: send it again when there is room."
            : "The server cannot write files at the moment. Nothing of the upload was kept: send it again later.",
        error)
    {
        Retryable = true,
    };

    private static bool IsLeftOver(string upload, DateTime before)
    {
        try
        {
            if (Directory.GetLastWriteTimeUtc(upload) >= before || Directory.EnumerateFiles(upload).Any(file => File.GetLastWriteTimeUtc(file) >= before))
            {
                return false;
            }

            // Only where nobody has it open.
            new FileStream(Path.Combine(upload, MarkName), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void DeleteOld(string file, DateTime before)
    {
        try
        {
            if (File.GetLastWriteTimeUtc(file) < before)
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is left to the next time, too.
        }
    }

    private static void Delete(string upload)
    {
        try
        {
            Directory.Delete(upload, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is left to the next time that what is left over is looked for.
        }
    }
}
