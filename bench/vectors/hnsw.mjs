// hnswlib-node over the same file: node hnsw.mjs FILE EF,… [M=16] [efConstruction=200]. One line for each EF.
import { readFileSync } from "node:fs";
import hnswlib from "hnswlib-node";

const [path, efs, M = 16, construction = 200] = process.argv.slice(2);
const bytes = readFileSync(path);
const [count, dimensions, queries] = new Int32Array(bytes.buffer, bytes.byteOffset, 3);
const at = (i) => Array.from(new Float32Array(bytes.buffer, bytes.byteOffset + 12 + i * dimensions * 4, dimensions));
const truth = new Int32Array(bytes.buffer.slice(bytes.byteOffset + 12 + (count + queries) * dimensions * 4));
const rss = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const spent = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

const [before, cpu] = [rss(), process.cpuUsage()];
let start = performance.now();
const index = new hnswlib.HierarchicalNSW("ip", dimensions);
index.initIndex(count, +M, +construction, 100);
for (let i = 0; i < count; i++) index.addPoint(at(i), i);
const build = (performance.now() - start) / 1000;
const buildCpu = spent(cpu);
const memory = rss() - before;
const vectors = Array.from({ length: queries }, (_, i) => at(count + i));
for (const ef of efs.split(",")) {
  index.setEf(+ef);
  let found = 0;
  vectors.forEach((vector, q) => {
    const nearest = new Set(truth.subarray(q * 10, q * 10 + 10));
    found += index.searchKnn(vector, 10).neighbors.filter((i) => nearest.has(i)).length;
  });
  const began = process.cpuUsage();
  let searches = 0;
  for (start = performance.now(); performance.now() - start < 5000; searches++) index.searchKnn(vectors[searches % queries], 10);
  const qps = searches / ((performance.now() - start) / 1000);
  console.log(
    `hnswlib-ef${ef} recall ${(found / queries / 10).toFixed(3)} qps ${qps.toFixed(0)} per-cpu-second ${(searches / spent(began)).toFixed(0)} ` +
      `build-s ${build.toFixed(1)} build-cpu-s ${buildCpu.toFixed(1)} memory-mb ${memory}`,
  );
}
