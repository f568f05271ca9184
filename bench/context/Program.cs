using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Chat.Context;
using Parley.Models.Tokens;

// How much fits a long conversation into a window, how long that takes, and how many planted facts survive.
// The conversation is made of this repository's own documents, a paragraph a message, with a fact in every fifth message.
//   dotnet run -c Release --project bench/context
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[] facts =
[
    "My name is Alice Berger.", "The budget is 4,200 euros.", "We decided to ship on 14 May.", "The customer number is 88213.",
    "I live in Graz.", "Our server has 96 GB of memory.", "The contract ends in March 2027.", "Bob must approve every change.",
    "The password policy demands 16 characters.", "I prefer answers in metric units.", "Our supplier is Okafor & Sons.", "The launch code name is Heron.",
];
var paragraphs = Directory.EnumerateFiles(Root(), "*.md", SearchOption.AllDirectories)
    .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
    .SelectMany(file => File.ReadAllText(file).Split("\n\n"))
    .Select(text => text.Trim()).Where(text => text.Length is > 50 and < 4000 && !text.StartsWith("```", StringComparison.Ordinal)).Take(160).ToList();
var history = paragraphs.Select((text, i) => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, text)).ToList();
for (var i = 0; i < facts.Length; i++)
{
    var at = i * 5;
    history[at] = new(history[at].Role, Plant(history[at].Text, facts[i]));
}

history.Add(new(ChatRole.User, "What was decided, and for whom?"));
var tokens = new TokenCounter(new EncodingStore(NullLogger<EncodingStore>.Instance));
var system = new ChatMessage(ChatRole.System, "You are a helpful assistant.");
Console.WriteLine($"{history.Count} messages, {facts.Length} facts in the oldest {facts.Length * 5}\n");
Console.WriteLine("history budget  older ones    tokens before   after   saved   whole  shortened  dropped   facts kept   time");
foreach (var budget in new[] { 1500, 3000, 5000 })
{
    foreach (var shorten in new[] { false, true })
    {
        Measure(budget, shorten);
    }
}

void Measure(int budget, bool shorten)
{
    var fit = new PromptBudget(tokens, new() { HistoryTokens = budget, Shorten = shorten });
    var prompt = fit.Fit([system], history, "gpt-4o", null);
    var times = Enumerable.Range(0, 30).Select(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        fit.Fit([system], history, "gpt-4o", null);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }).Order().ToList();
    var text = string.Concat(prompt.Messages.Select(message => message.Text));
    var cut = prompt.Cut ?? new(0, 0, 0, 0);
    Console.WriteLine($"{budget,14}  {(shorten ? "shortened" : "dropped"),-12}{cut.TokensBefore,15}{cut.TokensAfter,8}{(double)cut.TokensSaved / Math.Max(1, cut.TokensBefore),8:P0}"
        + $"{prompt.Messages.Count - 1 - cut.Shortened,8}{cut.Shortened,11}{cut.Dropped,9}{facts.Count(fact => text.Contains(fact, StringComparison.Ordinal)),7} of {facts.Length}{times[times.Count / 2],8:0.0} ms");
}

// After the first sentence, so that its place gives it no advantage.
static string Plant(string text, string fact) =>
    text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text.Insert(end + 2, fact + " ") : $"{text} {fact}";

static string Root()
{
    var at = new DirectoryInfo(AppContext.BaseDirectory);
    while (at is not null && !File.Exists(Path.Combine(at.FullName, "Parley.slnx")))
    {
        at = at.Parent;
    }

    return at?.FullName ?? throw new DirectoryNotFoundException("The repository was not found above the program.");
}
