// sqlite-vec's int8 vectors over the same file, by the sqlite3 program: node sqlite-vec.mjs FILE [QUERIES=20]
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getLoadablePath } from "sqlite-vec";

const [path, wanted = 20] = process.argv.slice(2);
const bytes = readFileSync(path);
const [count, dimensions, queries] = new Int32Array(bytes.buffer, bytes.byteOffset, 3);
const truth = new Int32Array(bytes.buffer.slice(bytes.byteOffset + 12 + (count + queries) * dimensions * 4));
const code = (i) => {
  const vector = new Float32Array(bytes.buffer, bytes.byteOffset + 12 + i * dimensions * 4, dimensions);
  const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / most) * 127)).buffer).toString("hex");
};

const folder = mkdtempSync(join(tmpdir(), "sqlite-vec-"));
const [script, database] = [join(folder, "load.sql"), join(folder, "vectors.db")];
const file = openSync(script, "w");
writeSync(file, `.load ${getLoadablePath().replace(/\.so$/, "")}\nCREATE VIRTUAL TABLE v USING vec0(e int8[${dimensions}] distance_metric=cosine);\nBEGIN;\n`);
for (let i = 0; i < count; i++) writeSync(file, `INSERT INTO v(rowid, e) VALUES (${i + 1}, vec_int8(X'${code(i)}'));\n`);
writeSync(file, "COMMIT;\n");
closeSync(file);
let start = performance.now();
execFileSync("sqlite3", [database], { input: `.read ${script}` });
const build = (performance.now() - start) / 1000;

const ask = Array.from({ length: Math.min(+wanted, queries) }, (_, q) => `.print q\nSELECT rowid - 1 FROM v WHERE e MATCH vec_int8(X'${code(count + q)}') AND k = 10;`).join("\n");
const load = readFileSync(script, "latin1").split("\n", 1)[0];
const output = execFileSync("sqlite3", [database], { input: `${load}\n.timer on\n${ask}\n`, encoding: "utf8", maxBuffer: 1 << 28 });
let [found, seconds, spent] = [0, 0, 0];
const answers = output.split(/^q$/m).slice(1);
answers.forEach((answer, q) => {
  const nearest = new Set(truth.subarray(q * 10, q * 10 + 10));
  for (const line of answer.split("\n")) {
    const time = /real ([\d.]+) user ([\d.]+) sys ([\d.]+)/.exec(line);
    if (time) [seconds, spent] = [seconds + +time[1], spent + +time[2] + +time[3]];
    else if (/^\d+$/.test(line) && nearest.has(+line)) found++;
  }
});
console.log(`sqlite-vec recall ${(found / answers.length / 10).toFixed(3)} qps ${(answers.length / seconds).toFixed(1)} per-cpu-second ${(answers.length / spent).toFixed(1)} build-s ${build.toFixed(1)} disk-mb ${statSync(database).size >> 20}`);
rmSync(folder, { recursive: true });
