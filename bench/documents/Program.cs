using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Integrations.Documents;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

// How fast texts are cut into passages, and files are read. Run by bench/documents/run.sh, which makes the text and runs
// @langchain/textsplitters on the same one.
//   DocumentBench chunk TEXT SECONDS | read FOLDER SECONDS
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
    .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddDocumentReaders().AddChunking().BuildServiceProvider();
var limit = TimeSpan.FromSeconds(double.Parse(args[2]));
if (args[0] == "chunk")
    await ChunkAsync(await File.ReadAllTextAsync(args[1]));
else
    await ReadAsync(args[1]);

async Task ChunkAsync(string text)
{
    var chunkers = services.GetRequiredService<ChunkerCatalogue>();
    var megabytes = Encoding.UTF8.GetByteCount(text) / 1e6;
    foreach (var name in chunkers.Names.Where(name => name is not ("auto" or "semantic")))
    {
        var (best, leastCpu) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var passages = 0;
        var all = Stopwatch.StartNew();
        for (var round = 0; round < 3 || all.Elapsed < limit; round++)
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            passages = (await chunkers.SplitAsync(new(text, TextKind.Markdown), name, new(400, 50), Caller.Local, CancellationToken.None)).Count;
            (best, cpu) = (watch.Elapsed < best ? watch.Elapsed : best, Environment.CpuUsage.TotalTime - cpu);
            leastCpu = cpu < leastCpu ? cpu : leastCpu;
        }

        Console.WriteLine($"parley {name,-10} 400 tokens, 50 repeated  {megabytes / best.TotalSeconds,8:0.0} MB/s  {megabytes / leastCpu.TotalSeconds,8:0.0} MB per CPU second  {passages} passages");
    }
}

async Task ReadAsync(string folder)
{
    var readers = services.GetRequiredService<ReaderCatalogue>();
    foreach (var kind in Directory.GetFiles(folder).GroupBy(Path.GetExtension).OrderBy(kind => kind.Key, StringComparer.Ordinal))
    {
        var files = kind.Select(file => new DocumentFile(file, File.ReadAllBytes(file))).ToList();
        var read = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, int.MaxValue).TakeWhile(_ => watch.Elapsed < limit),
            async (i, cancellationToken) =>
            {
                await readers.ReadAsync(files[i % files.Count], cancellationToken);
                Interlocked.Increment(ref read);
            });
        Console.WriteLine($"{kind.Key,-6} {files.Average(file => file.Content.Length) / 1024.0,8:0.0} KiB a file  {read / watch.Elapsed.TotalMinutes,10:0} files a minute");
    }
}
