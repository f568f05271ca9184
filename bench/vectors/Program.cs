// Parley's embedded index, beside others in run.sh. Usage:
//   Parley.Bench.Vectors make FILE COUNT QUERIES [folder with stsb, banking77, clinc150, mqp]
//   Parley.Bench.Vectors run FILE
using System.Diagnostics;
using System.Globalization;
using Parley.Bench.Vectors;
using Parley.Knowledge.Vectors.Embedded;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var clock = Stopwatch.StartNew();
if (args[0] == "make")
{
    string[] sources = ["stsb/train.tsv", "stsb/test.tsv", "banking77/train.tsv", "clinc150/train.tsv", "mqp/pairs.tsv"];
    var sentences = args.Length < 5 ? [] : sources.Select(name => Path.Combine(args[4], name)).Where(File.Exists)
        .SelectMany(File.ReadLines).SelectMany(line => line.Split('\t').Skip(1)).Where(text => text.Length > 10).Distinct().Take(20_000).ToList();
    var made = VectorSet.Make(int.Parse(args[2]), int.Parse(args[3]), sentences);
    made.Write(args[1]);
    Console.WriteLine($"{made.Count} vectors of {sentences.Count} sentences and noise, {made.QueryCount} queries: {clock.Elapsed.TotalSeconds:0} s");
    return;
}

var set = VectorSet.Read(args[1]);
GC.Collect();
var before = Memory("RssAnon");
clock.Restart();
using var index = new SpaceIndex(set.Dimensions, Path.GetTempPath());
for (var from = 0; from < set.Count; from += 50)
{
    index.Replace(
        new(Guid.NewGuid(), "text/plain", null, null, []),
        [.. Enumerable.Range(from, Math.Min(50, set.Count - from)).Select(i => (new Guid(i, 0, 0, new byte[8]), VectorCode.Encode(set.Vector(i))))]);
}

var build = clock.Elapsed.TotalSeconds;
GC.Collect(2, GCCollectionMode.Aggressive);
var anonymous = Memory("RssAnon") - before;
var found = 0;
for (var query = 0; query < set.QueryCount; query++)
{
    var truth = set.Truth.AsSpan(query * VectorSet.Nearest, VectorSet.Nearest).ToArray().Select(i => new Guid(i, 0, 0, new byte[8])).ToHashSet();
    found += Search(query).Count(hit => truth.Contains(hit.ChunkId));
}

var (searches, cpu) = (0, Process.GetCurrentProcess().TotalProcessorTime);
for (clock.Restart(); clock.Elapsed.TotalSeconds < 5; searches++)
{
    Search(searches % set.QueryCount);
}

var wall = clock.Elapsed.TotalSeconds;
var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
Console.WriteLine($"parley recall {(double)found / (set.QueryCount * VectorSet.Nearest):0.000} qps {searches / wall:0} per-cpu-second {searches / spent:0} build-s {build:0.0} memory-mb {anonymous} mapped-mb {set.Base.Length >> 20}");

IReadOnlyList<Parley.Knowledge.Vectors.VectorHit> Search(int query) =>
    new IndexSearch(index, set.Query(query).ToArray(), VectorSet.Nearest, null).Run();

static long Memory(string what) =>
    long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(what)).Split(' ', '\t', ':').Where(part => part.Length > 0).ElementAt(1)) / 1024;
