using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// The numbers of vectors, mapped into memory: the operating system keeps what is used and lets go of the rest. The rows of the
/// database are the truth, so the file is this process's own, begins empty, and is gone when it is closed.
/// </summary>
internal sealed class CodeFile : IDisposable
{
    private readonly FileStream _file;
    private readonly List<MemoryMappedViewAccessor> _views = [];

    public CodeFile(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, $"{Guid.NewGuid():n}.vectors");
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1, FileOptions.DeleteOnClose);

        // Where an open file can lose its name, it does at once: then nothing stays behind a process that is killed.
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
    }

    /// <summary>Further room at the end of the file.</summary>
    public Codes Add(int rows, int dimensions)
    {
        // A view begins where a page does; 64 KiB is one everywhere.
        const long Page = 64 * 1024;
        var from = (_file.Length + Page - 1) / Page * Page;
        var size = (long)rows * VectorCode.Stride(dimensions);
        _file.SetLength(from + size);
        using var map = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        var view = map.CreateViewAccessor(from, size);
        _views.Add(view);
        return new(view, VectorCode.Stride(dimensions));
    }

    public void Dispose()
    {
        _views.ForEach(view => view.Dispose());
        _file.Dispose();
    }

    /// <summary>Some rows of the file, each of <see cref="VectorCode.Stride"/> numbers. Reading after the file was closed throws <see cref="ObjectDisposedException"/>, nothing worse.</summary>
    internal sealed class Codes(MemoryMappedViewAccessor view, int stride)
    {
        // Copied in pieces: the handle copies element by element, and an element of one byte costs as much as one of a hundred.
        public void Read(int row, Span<sbyte> numbers) =>
            view.SafeMemoryMappedViewHandle.ReadSpan(Offset(row), MemoryMarshal.Cast<sbyte, Piece>(numbers));

        public void Write(int row, ReadOnlySpan<sbyte> numbers) =>
            view.SafeMemoryMappedViewHandle.WriteSpan(Offset(row), MemoryMarshal.Cast<sbyte, Piece>(numbers));

        private ulong Offset(int row) => (ulong)(view.PointerOffset + ((long)row * stride));
    }

    [InlineArray(VectorCode.Piece)]
    private struct Piece
    {
        private sbyte _first;
    }
}
