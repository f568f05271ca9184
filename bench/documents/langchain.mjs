// The same text through RecursiveCharacterTextSplitter: by characters, its cheapest measure, and by tokens, which is what passages are bounded by.
import { readFileSync } from "node:fs";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { getEncoding } from "js-tiktoken";

const [path, seconds] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const encoding = getEncoding("o200k_base");

async function measure(name, part, options, rounds) {
  const splitter = new RecursiveCharacterTextSplitter(options);
  let best = Infinity;
  let leastCpu = Infinity;
  let count = 0;
  const begin = performance.now();
  for (let round = 0; round < rounds || performance.now() - begin < seconds * 1000; round++) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    count = (await splitter.splitText(part)).length;
    best = Math.min(best, performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    leastCpu = Math.min(leastCpu, (user + system) / 1e3);
  }
  const megabytes = Buffer.byteLength(part) / 1e6;
  console.log(`langchain ${name.padEnd(32)} ${(megabytes / (best / 1000)).toFixed(3).padStart(8)} MB/s  ${(megabytes / (leastCpu / 1000)).toFixed(3).padStart(8)} MB per CPU second  ${count} passages`);
}

await measure("1600 characters, 200 repeated", text, { chunkSize: 1600, chunkOverlap: 200 }, 3);
// A small part: by tokens it is slow.
await measure("400 tokens, 50 repeated", text.slice(0, 200_000), { chunkSize: 400, chunkOverlap: 50, lengthFunction: (part) => encoding.encode(part).length }, 1);
