using Parley.Chat.Grounding;
using Parley.Errors;
using Parley.Personas;

namespace Parley.Chat;

/// <summary>Checks a request before anything is stored, and names every field that is wrong at once.</summary>
internal static class TurnRequestValidator
{
    public const int MaxTokensLimit = 1_000_000;
    private const int MaxNameLength = 200;

    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>.</exception>
    public static void Validate(TurnRequest request)
    {
        var errors = new FieldErrors();
        errors.Add("message", request.Regenerates ? null : MessageProblem(request.Message));
        errors.Add("temperature", request.Temperature is null or (>= 0 and <= 2) ? null : "Give a number from 0 to 2.");
        errors.Add("max_tokens", request.MaxTokens is null or (>= 1 and <= MaxTokensLimit) ? null : $"Give a whole number from 1 to {MaxTokensLimit:N0}.");
        errors.Add("provider", NameProblem(request.Provider));
        errors.Add("model", NameProblem(request.Model));
        errors.Add("persona", request.Persona is null || PersonaReference.Parse(request.Persona) is not null ? null : "Give the id of a persona, such as support or support@3.");
        errors.Add("collections", CollectionsProblem(request));
        errors.Add("Idempotency-Key", KeyProblem(request.IdempotencyKey));
        errors.Check();
    }

    private static string? CollectionsProblem(TurnRequest request) => request switch
    {
        { Collections: null } => null,
        { Collections.Count: 0 } => "Name at least one, or leave it out to answer from everything you may read.",
        { Collections.Count: > GroundingChoice.MaxCollections } => $"Name at most {GroundingChoice.MaxCollections}.",
        { UseRag: false } => "These are to be answered from, but use_rag says not to.",
        _ => null,
    };

    private static string? MessageProblem(string? message) => message switch
    {
        null => "A message is needed.",
        _ when string.IsNullOrWhiteSpace(message) => "The message is empty.",
        { Length: > TurnOptions.MaxMessageLength } =>
            $"The message has {message.Length:N0} characters; the limit is {TurnOptions.MaxMessageLength:N0}. Send it in parts.",
        _ when message.Contains('\0', StringComparison.Ordinal) => "The message contains a NUL character. Remove it; is this a binary file?",
        _ when CombiningMarks.AreHeapedUp(message) => $"The message has more than {CombiningMarks.MaxInARow} combining marks in a row. Remove them.",
        _ => null,
    };

    private static string? NameProblem(string? name) => name switch
    {
        null => null,
        { Length: 0 or > MaxNameLength } => $"Give 1 to {MaxNameLength} characters, or leave it out.",
        _ when name.Any(char.IsControl) => "Control characters are not allowed.",
        _ => null,
    };

    private static string? KeyProblem(string? key) => key switch
    {
        null => null,
        { Length: 0 or > MaxNameLength } => $"Give 1 to {MaxNameLength} characters.",
        _ when key.Any(c => c is < ' ' or > '~') => "Only printable ASCII characters are allowed.",
        _ => null,
    };
}
