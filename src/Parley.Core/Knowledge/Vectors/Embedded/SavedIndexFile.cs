using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Columns of numbers in a file, one after the other, and a SHA-256 of them at the end. It is written under another name and gets its own when all of it is on the
/// disk, so that there is a whole one or none; whatever was done to it since, the sum shows.
/// </summary>
internal sealed class SavedIndexFile : IDisposable
{
    private readonly FileStream _file;
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private SavedIndexFile(FileStream file) => _file = file;

    public static void Write(string path, Action<SavedIndexFile> columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var saved = new SavedIndexFile(new(unfinished, FileMode.CreateNew, FileAccess.Write)))
            {
                columns(saved);
                saved._file.Write(saved._sum.GetHashAndReset());
                saved._file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Opens a file for reading once its sum was found right: of one that is damaged not even a length is believed.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">What is there is not what was written.</exception>
    public static SavedIndexFile Open(string path)
    {
        var saved = new SavedIndexFile(new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16));
        try
        {
            saved.Check();
            return saved;
        }
        catch
        {
            saved.Dispose();
            throw;
        }
    }

    public void Write<T>(ReadOnlySpan<T> column)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(column);
        _file.Write(bytes);
        _sum.AppendData(bytes);
    }

    public void Read<T>(Span<T> column)
        where T : unmanaged => _file.ReadExactly(MemoryMarshal.AsBytes(column));

    public T[] Read<T>(int count)
        where T : unmanaged
    {
        var column = new T[count];
        Read(column.AsSpan());
        return column;
    }

    public void Dispose()
    {
        _sum.Dispose();
        _file.Dispose();
    }

    private void Check()
    {
        var (part, sum) = (new byte[1 << 20], new byte[SHA256.HashSizeInBytes]);
        for (var left = _file.Length - sum.Length; left > 0;)
        {
            var read = part.AsSpan(0, (int)Math.Min(part.Length, left));
            _file.ReadExactly(read);
            _sum.AppendData(read);
            left -= read.Length;
        }

        if (_file.ReadAtLeast(sum, sum.Length, throwOnEndOfStream: false) < sum.Length || !_sum.GetHashAndReset().AsSpan().SequenceEqual(sum))
        {
            throw new InvalidDataException("The file is damaged.");
        }

        _file.Position = 0;
    }
}
