// Ratios of the lines on stdin: Parley to the quickest hnswlib that finds as much of the ten nearest (or .95 where Parley finds more), and to sqlite-vec.
import { readFileSync } from "node:fs";

const rows = readFileSync(0, "utf8").split("\n").map((line) => {
  const [name, ...rest] = line.trim().split(/\s+/);
  return { name, ...Object.fromEntries(rest.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(rest[i + 1])]] : []))) };
});
const best = (some) => some.reduce((a, b) => (a && a["per-cpu-second"] >= b["per-cpu-second"] ? a : b), undefined);
const parley = best(rows.filter((row) => row.name === "parley"));
const equal = best(rows.filter((row) => row.name.startsWith("hnswlib") && row.recall >= parley.recall));
const enough = best(rows.filter((row) => row.name.startsWith("hnswlib") && row.recall >= 0.95));
const vec = rows.find((row) => row.name === "sqlite-vec");
const over = (other, what) => (parley[what] / other[what]).toFixed(what === "qps" || what === "per-cpu-second" ? 2 : 4);
for (const [name, other] of [["at Parley's recall or more", equal], ["at .95 or more", enough], ["sqlite-vec", vec]]) {
  if (!other) continue;
  const memory = other["memory-mb"] ? `, memory ${over(other, "memory-mb")} (with mapped pages ${((parley["memory-mb"] + parley["mapped-mb"]) / other["memory-mb"]).toFixed(3)})` : "";
  console.log(`ratio to ${other.name} (${name}; recall ${parley.recall} : ${other.recall}): searches per CPU second ${over(other, "per-cpu-second")}, by the clock ${over(other, "qps")}, build ${over(other, "build-s")}${memory}`);
}
