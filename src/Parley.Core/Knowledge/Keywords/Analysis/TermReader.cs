using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>
/// Cuts text into words, folded. What is written as one but made of several (<c>X-Trace-Id</c>, <c>chunk_tokens</c>,
/// <c>chunkTokens</c>, <c>appsettings.json</c>) gives first the whole without what joins it, so that all ways of writing it meet,
/// and then its parts. Scripts written without spaces give overlapping pairs of characters. Allocates nothing.
/// </summary>
internal ref struct TermReader(ReadOnlySpan<char> text)
{
    /// <summary>A longer run of letters is no word anybody asks for.</summary>
    public const int MaxLength = 64;

    private const int MaxParts = 12;

    private readonly ReadOnlySpan<char> _text = text;
    private WordBuffer _buffer;
    private PartBuffer _parts;
    private int _length;
    private int _next;
    private int _part;
    private int _partCount;

    /// <summary>The word, folded and not stemmed. Good until the next <see cref="MoveNext"/>.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Word => ((ReadOnlySpan<char>)_buffer)[.._length];

    /// <summary>Where it begins in the text.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Whether its parts follow, which say the same again.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether it is too common to search for. Written in capitals (WHO, IT, US) it is another word.</summary>
    public readonly bool IsStop => EnglishStopWords.Contains(Word) && !IsAcronym;

    private readonly bool IsAcronym => End - Start is > 1 and < 5 && !_text[Start..End].ContainsAnyExceptInRange('A', 'Z');

    public bool MoveNext()
    {
        if (_part < _partCount)
        {
            return Emit(_parts[_part].Start, _parts[_part++].End);
        }

        while (_next < _text.Length && !Begins(_next))
        {
            _next++;
        }

        if (_next >= _text.Length)
        {
            return false;
        }

        if (char.IsSurrogate(_text[_next]))
        {
            return EmitUnit(_next, Math.Min(2, _text.Length - _next), _next + 2);
        }

        if (Folding.IsUnspaced(_text[_next]))
        {
            var isPair = _next + 1 < _text.Length && Folding.IsUnspaced(_text[_next + 1]);
            var isLast = isPair && (_next + 2 >= _text.Length || !Folding.IsUnspaced(_text[_next + 2]));
            return EmitUnit(_next, isPair ? 2 : 1, _next + (isLast ? 2 : 1));
        }

        return ReadCompound();
    }

    private bool ReadCompound()
    {
        var start = _next;
        var end = start;
        _partCount = _part = 0;
        AddPart(start);
        while (end < _text.Length && end - start < MaxLength)
        {
            if (IsSpaced(_text[end]))
            {
                if (end > start && IsHump(end) && !AddPart(end))
                {
                    break;
                }

                end++;
            }
            else if (Joins(end) && AddPart(end + 1))
            {
                _parts[_partCount - 2].End = end;
                end++;
            }
            else
            {
                break;
            }
        }

        _parts[_partCount - 1].End = end;
        _next = end;
        if (_partCount == 1)
        {
            _partCount = 0;
            return Emit(start, end);
        }

        for (var i = 0; i < _partCount - 1; i++)
        {
            _parts[i].End = _parts[i].End == 0 ? _parts[i + 1].Start : _parts[i].End;
        }

        return EmitWhole(start, end);
    }

    /// <summary>Writes a compound as one word; where its parts say nothing by themselves they are left out.</summary>
    private bool EmitWhole(int start, int end)
    {
        Span<char> joined = stackalloc char[MaxLength];
        var length = 0;
        for (var i = 0; i < _partCount; i++)
        {
            // 3.5 must not become 35; 1,250 is to become 1250.
            if (i > 0 && IsNumeric(i) && _text[_parts[i].Start - 1] == '.')
            {
                joined[length++] = '.';
            }

            var part = _text[_parts[i].Start.._parts[i].End];
            part.CopyTo(joined[length..]);
            length += part.Length;
        }

        var isOneWord = Contracts(end) || IsDecimal();
        if (isOneWord)
        {
            _partCount = 0;
        }

        var kept = _partCount > 0 && IsPossessive(end) ? joined[..(length - 1)] : joined[..length];
        if (_partCount > 0 && IsPossessive(end) && --_partCount == 1)
        {
            _partCount = 0;
        }

        (Start, End, IsWhole) = (start, end, _partCount > 0);
        _length = Folding.Fold(kept, _buffer);
        return true;
    }

    private bool Emit(int start, int end)
    {
        (Start, End, IsWhole) = (start, end, false);
        _length = Folding.Fold(_text[start..end], _buffer);
        return true;
    }

    private bool EmitUnit(int start, int length, int next)
    {
        _partCount = 0;
        _next = next;
        return Emit(start, start + length);
    }

    private bool AddPart(int start)
    {
        if (_partCount == MaxParts)
        {
            return false;
        }

        _parts[_partCount++] = new Part { Start = start };
        return true;
    }

    private readonly bool Begins(int at) => Folding.IsWordCharacter(_text[at]) || char.IsSurrogate(_text[at]);

    private static bool IsSpaced(char symbol) => Folding.IsWordCharacter(symbol) && !Folding.IsUnspaced(symbol);

    // A single joiner with a word on both sides; commas only between digits.
    private readonly bool Joins(int at) =>
        at > 0 && at + 1 < _text.Length && IsSpaced(_text[at - 1]) && IsSpaced(_text[at + 1]) && _text[at] switch
        {
            '-' or '_' or '.' or '\'' or '’' or '\u2010' or '\u2011' => true,
            ',' => char.IsAsciiDigit(_text[at - 1]) && at + 3 < _text.Length
                && !_text[(at + 1)..(at + 4)].ContainsAnyExceptInRange('0', '9')
                && (at + 4 == _text.Length || !char.IsAsciiDigit(_text[at + 4])),
            _ => false,
        };

    // chunk|Tokens, HTTP|Server; not the plural of an acronym (URLs), nor the digits of one (CD4).
    private readonly bool IsHump(int at) =>
        char.IsUpper(_text[at]) && ((char.IsLower(_text[at - 1]))
            || (char.IsUpper(_text[at - 1]) && at + 2 < _text.Length && char.IsLower(_text[at + 1]) && char.IsLower(_text[at + 2])));

    private readonly bool IsNumeric(int part) =>
        char.IsAsciiDigit(_text[_parts[part].Start]) && char.IsAsciiDigit(_text[_parts[part - 1].End - 1]);

    // 3.5, 1.2.3 and 1,250: each part alone is another number.
    private readonly bool IsDecimal()
    {
        for (var i = 0; i < _partCount; i++)
        {
            if (_text[_parts[i].Start.._parts[i].End].ContainsAnyExceptInRange('0', '9') || (i > 0 && _text[_parts[i].Start - 1] is not ('.' or ',')))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool IsPossessive(int end) =>
        _parts[_partCount - 1].Start == end - 1 && _text[end - 1] is 's' or 'S' && _text[end - 2] is '\'' or '’';

    // don't, we've, I'll
    private readonly bool Contracts(int end) =>
        _partCount == 2 && _text[_parts[1].Start - 1] is '\'' or '’' && _text[_parts[1].Start..end] is "t" or "re" or "ve" or "ll" or "d" or "m";

    private struct Part
    {
        public int Start;
        public int End;
    }

    [InlineArray(MaxParts)]
    private struct PartBuffer
    {
        private Part _first;
    }

    [InlineArray(MaxLength * 2)]
    private struct WordBuffer
    {
        private char _first;
    }
}
