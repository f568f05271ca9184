namespace Parley.Chat;

/// <summary>
/// Makes a model's pieces of text safe to store and to send one by one: a surrogate pair split over two pieces is joined,
/// and NUL, which PostgreSQL cannot store, becomes the replacement character.
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

        return piece.Contains('\0', StringComparison.Ordinal) ? piece.Replace('\0', Replacement) : piece;
    }

    /// <summary>What was still held when the model finished: half a character, shown as such.</summary>
    public string? Rest() => _held == 0 ? null : Replacement.ToString();
}
