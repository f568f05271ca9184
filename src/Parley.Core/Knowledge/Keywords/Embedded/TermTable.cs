using System.Numerics;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Words by number and numbers by word. Immutable, and about as small as its letters.</summary>
internal sealed class TermTable
{
    private readonly char[] _letters;
    private readonly int[] _starts;
    private readonly int[] _slots;

    public TermTable(IReadOnlyList<string> words)
    {
        Count = words.Count;
        _letters = new char[words.Sum(word => word.Length)];
        _starts = new int[Count + 1];

        // Half empty at least, so that a look-up seldom looks twice.
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, Count * 2))];
        for (var i = 0; i < Count; i++)
        {
            words[i].CopyTo(0, _letters, _starts[i], words[i].Length);
            _starts[i + 1] = _starts[i] + words[i].Length;
            var slot = Slot(words[i]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public int Count { get; }

    public long Bytes => (_letters.Length * 2L) + ((_starts.Length + _slots.Length) * 4L);

    public ReadOnlySpan<char> this[int number] => _letters.AsSpan(_starts[number].._starts[number + 1]);

    /// <returns>The word's number; -1 where it is not there.</returns>
    public int Find(ReadOnlySpan<char> word)
    {
        for (var slot = Slot(word); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (this[_slots[slot] - 1].SequenceEqual(word))
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private int Slot(ReadOnlySpan<char> word) => string.GetHashCode(word) & (_slots.Length - 1);
}
