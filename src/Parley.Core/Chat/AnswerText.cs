namespace Parley.Chat;

/// <summary>
/// Makes a model's pieces of text safe to store and to send one by one: a surrogate pair split over two pieces is joined,
/// and what is half a character or NUL, which PostgreSQL cannot store, becomes the replacement character.
/// </summary>
internal sealed class AnswerText
{
    private const char Replacement = '\uFFFD';
    private char _held;

    /// <returns>What can be passed on now; possibly nothing.</returns>
    public string Next(string piece)
    {
        if (piece.Length == 0)
        {
            return piece;
        }

        if (_held != 0)
        {
            piece = _held + piece;
            _held = default;
        }

        if (char.IsHighSurrogate(piece[^1]))
        {
            _held = piece[^1];
            piece = piece[..^1];
        }

        return piece.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || piece.Contains('\0', StringComparison.Ordinal) ? Clean(piece) : piece;
    }

    // Runes give every unpaired surrogate as the replacement character.
    private static string Clean(string piece) =>
        string.Concat(piece.EnumerateRunes().Select(rune => rune.Value == 0 ? Replacement.ToString() : rune.ToString()));

    /// <summary>What was still held when the model finished: half a character, shown as such.</summary>
    public string? Rest() => _held == 0 ? null : Replacement.ToString();
}
