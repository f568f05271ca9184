using Parley.Chat.Context;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;

namespace Parley.Chat.Grounding;

/// <summary>
/// Chooses what of the passages found a model is given: the best first, each only if it says something the better ones do not,
/// as many as their tokens allow. Retrieval has put them in order by relevance, variety and age already.
/// </summary>
internal sealed class PassageAssembly(GroundingOptions options, MessageSizes sizes)
{
    // What the marks around a passage cost, its title apart.
    private const int Frame = 24;

    // A part of a passage shorter than this is not worth its frame.
    private const int LeastCharacters = 200;

    /// <param name="budget">Tokens for all passages together.</param>
    public GroundedPassages Assemble(IReadOnlyList<FoundPassage> found, int budget)
    {
        var words = new WordIds();
        var (said, given, sources) = (new List<HashSet<int>>(), new List<GivenPassage>(), new List<TurnSource>());
        var left = budget;
        foreach (var passage in found.Take(options.Passages))
        {
            var own = words.Of(passage.Text).ToHashSet();
            if (said.Exists(better => own.Count > 0 && own.Count(better.Contains) > options.MostRepeated * own.Count))
            {
                continue;
            }

            // What no longer fits is cut where the best one is concerned, and left out else: a smaller one may follow.
            var room = left - Frame - sizes.Of(passage.Title) - sizes.Of(passage.Section ?? "");
            var text = sizes.Of(passage.Text) <= room ? passage.Text : given.Count == 0 ? Cut(passage.Text, room) : null;
            if (text is null)
            {
                continue;
            }

            left = room - sizes.Of(text);
            said.Add(own);
            given.Add(new(given.Count + 1, passage.Title, text, passage.Start) { Section = passage.Section });
            sources.Add(Source(given.Count, passage, text));
        }

        var pages = sources.ToDictionary(source => source.Id, source => source.Page);
        return new(GroundingPrompt.Write(given, passage => pages[passage.Number]), given, sources);
    }

    private string? Cut(string text, int room)
    {
        var length = text.Length;
        while (length >= LeastCharacters)
        {
            length = length * 3 / 4;
            length = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
            if (sizes.Of(text[..length]) <= room)
            {
                return text[..length];
            }
        }

        return null;
    }

    private TurnSource Source(int number, FoundPassage passage, string text) => new(
        number, new ChunkId(passage.ChunkId), new DocumentId(passage.DocumentId), new CollectionId(passage.CollectionId), passage.Title,
        passage.Page, passage.Section, passage.Start, passage.Start + text.Length, Math.Round(passage.Score, 4), Snippet(text));

    private string Snippet(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length <= options.SnippetLength)
        {
            return trimmed;
        }

        var end = trimmed.LastIndexOf(' ', options.SnippetLength);
        end = end < options.SnippetLength / 2 ? options.SnippetLength : end;
        return trimmed[..(char.IsHighSurrogate(trimmed[end - 1]) ? end - 1 : end)] + " …";
    }
}
