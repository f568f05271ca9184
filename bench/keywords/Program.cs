// The embedded keyword index on made-up text: words by Zipf's law, 200 to a passage. Usage: keywords [passages=64000] [queries=2000]
using System.Diagnostics;
using System.Globalization;
using Parley.Knowledge.Keywords.Embedded;
using Parley.Knowledge.Vectors;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 64_000;
var queries = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2_000;
var random = new Random(1);

// 1. A vocabulary, and cumulated odds by rank.
var words = Enumerable.Range(0, 60_000).Select(i => Spell(i + 1000)).ToArray();
var odds = new double[words.Length];
for (var i = 0; i < odds.Length; i++)
{
    odds[i] = (i > 0 ? odds[i - 1] : 0) + (1.0 / (i + 2.7));
}

var documents = Enumerable.Range(0, count / 4).Select(_ =>
{
    var id = Guid.NewGuid();
    return new IndexedDocument(id, new PassageTraits(id, "text/plain", null, null, []), Text(4),
        [.. Enumerable.Range(0, 4).Select(_ => new IndexedPassage(Guid.NewGuid(), null, Text(200)))]);
}).ToList();
var letters = documents.Sum(d => d.Passages.Sum(p => (long)p.Text.Length));

// 2. Building, in segments as the product does.
var watch = Stopwatch.StartNew();
var index = CollectionIndex.Empty;
foreach (var part in documents.Chunk(3000))
{
    var builder = new SegmentBuilder();
    foreach (var document in part)
    {
        builder.Add(document);
    }

    index = index.With(index.Revision + 1, new HashSet<Guid>(), [builder.Build()]);
}

Console.WriteLine(FormattableString.Invariant($"{count:N0} passages, {letters / 1e6:0} MB of text: built in {watch.Elapsed.TotalSeconds:0.0} s, {letters / 1e6 / watch.Elapsed.TotalSeconds:0} MB/s, {index.Bytes / 1048576.0:0} MiB, {index.Segments.Count} segments"));

// 3. One document more, as when a file is changed.
watch.Restart();
var single = new SegmentBuilder();
single.Add(documents[0] with { Id = Guid.NewGuid() });
index = index.With(index.Revision + 1, new HashSet<Guid> { documents[0].Id }, [single.Build()]);
Console.WriteLine(FormattableString.Invariant($"one document changed: {watch.Elapsed.TotalMilliseconds:0.0} ms"));

// 4. Searching, with words as rare as questions have: three of the middle, two of the rare.
foreach (var size in new[] { 2, 5, 10 })
{
    var asked = Enumerable.Range(0, queries).Select(_ => string.Join(' ', Enumerable.Range(0, size).Select(_ => words[random.Next(50, 20_000)]))).ToList();
    asked.Take(200).ToList().ForEach(query => IndexSearch.Search(index.Segments, query, 100, null));
    var times = new List<double>();
    foreach (var query in asked)
    {
        watch.Restart();
        IndexSearch.Search(index.Segments, query, 100, null);
        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine(FormattableString.Invariant($"{size} words, top 100: mean {times.Average():0.00} ms, p50 {times[queries / 2]:0.00}, p95 {times[queries * 95 / 100]:0.00}"));
}

// 5. Correcting a word.
var wrong = Enumerable.Range(0, 500).Select(_ => words[random.Next(20_000)]).Select(word => word.Remove(word.Length / 2, 1)).ToList();
watch.Restart();
IndexSpelling.Correct(index.Segments, wrong);
Console.WriteLine(FormattableString.Invariant($"spelling: {watch.Elapsed.TotalMilliseconds / wrong.Count:0.00} ms a word"));

string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Pick()));

string Pick()
{
    var at = Array.BinarySearch(odds, random.NextDouble() * odds[^1]);
    return words[Math.Min(words.Length - 1, at < 0 ? ~at : at)];
}

static string Spell(int number)
{
    var word = "";
    for (; number > 0; number /= 20)
    {
        word += "bcdfghklmnprstvwxyz"[number % 19].ToString() + "aeiou"[number % 5];
    }

    return word;
}
