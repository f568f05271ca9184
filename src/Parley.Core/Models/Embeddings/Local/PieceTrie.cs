using System.Text;

namespace Parley.Models.Embeddings.Local;

/// <summary>The pieces a text is cut into, found character by character. One table of steps by open addressing: a step is one look.</summary>
internal sealed class PieceTrie
{
    public const int Root = 0;

    private readonly ulong[] _steps;
    private readonly int[] _targets;
    private readonly int _mask;
    private readonly List<int> _pieces = [-1];

    /// <param name="characters">At least as many as all pieces have together.</param>
    public PieceTrie(int characters)
    {
        var size = 16;
        while (size < 2 * characters)
        {
            size *= 2;
        }

        (_steps, _targets, _mask) = (new ulong[size], new int[size], size - 1);
    }

    public void Add(string piece, int id)
    {
        var node = Root;
        foreach (var rune in piece.EnumerateRunes())
        {
            var slot = Slot(node, rune.Value);
            if (_targets[slot] == 0)
            {
                (_steps[slot], _targets[slot]) = (Key(node, rune.Value), _pieces.Count);
                _pieces.Add(-1);
            }

            node = _targets[slot];
        }

        _pieces[node] = id;
    }

    /// <summary>The node after one more character; 0 when no piece goes on like this.</summary>
    public int Step(int node, int character) => _targets[Slot(node, character)];

    /// <summary>The piece that ends here, or -1.</summary>
    public int PieceAt(int node) => _pieces[node];

    private int Slot(int node, int character)
    {
        var key = Key(node, character);
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & _mask;
        while (_targets[slot] != 0 && _steps[slot] != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    // 21 bits hold every Unicode character.
    private static ulong Key(int node, int character) => ((ulong)(uint)node << 21) | (uint)character;
}
