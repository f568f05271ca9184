// Parley's embedded index, beside others in run.sh. Usage:
//   Parley.Bench.Vectors make FILE COUNT QUERIES [FOLDER of labelled sets]
//   Parley.Bench.Vectors run FILE [RECALL]
using System.Diagnostics;
using System.Globalization;
using Parley.Bench.Vectors;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var clock = Stopwatch.StartNew();
if (args[0] == "make")
{
    var (count, queries, source) = (int.Parse(args[2]), int.Parse(args[3]), new VectorSource(20261121));
    var made = args.Length > 4 && Directory.Exists(args[4])
        ? source.Real(count, queries, args[4], Path.GetDirectoryName(Path.GetFullPath(args[1]))!)
        : source.Synthetic(count, queries);
    made.Write(args[1]);
    Console.WriteLine($"made and looked through in {clock.Elapsed.TotalSeconds:0} s");
    return;
}

var set = VectorSet.Read(args[1]);
var options = new EmbeddedIndexOptions { Recall = args.Length > 2 ? double.Parse(args[2]) : new EmbeddedIndexOptions().Recall };
var run = new IndexRun(set, options);
GC.Collect(2, GCCollectionMode.Aggressive);
var (before, cpu) = (Memory("RssAnon"), Cpu());
clock.Restart();
using var index = run.Build();
var (build, buildCpu) = (clock.Elapsed.TotalSeconds, Cpu() - cpu);
GC.Collect(2, GCCollectionMode.Aggressive);
GC.WaitForPendingFinalizers();
GC.Collect(2, GCCollectionMode.Aggressive);
var memory = Memory("RssAnon") - before;
var recall = run.Recall(index);

// The same again with a filter that lets a tenth of the documents through, and with two threads.
run.Search(index, TimeSpan.FromSeconds(2), 1, null);
var one = run.Search(index, TimeSpan.FromSeconds(5), 1, null);
var two = run.Search(index, TimeSpan.FromSeconds(3), 2, null);
var filtered = run.Search(index, TimeSpan.FromSeconds(3), 1, new PassageFilter { Tags = ["3"] });
Console.WriteLine(
    $"parley recall {recall:0.000} qps {one.PerSecond:0} per-cpu-second {one.PerCpuSecond:0} build-s {build:0.0} build-cpu-s {buildCpu:0.0} memory-mb {memory} mapped-mb {Memory("RssFile")} "
    + $"qps-2-threads {two.PerSecond:0} qps-filtered {filtered.PerSecond:0} recall-filtered {run.FilteredRecall(index):0.000}");
if (index.State.Sorted is { } sorted)
{
    Console.WriteLine($"# {sorted.Centres.Count} centres; {string.Join("; ", sorted.Efforts)}");
}

static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

static long Memory(string what) =>
    long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(what)).Split(' ', '\t', ':').Where(part => part.Length > 0).ElementAt(1)) / 1024;
