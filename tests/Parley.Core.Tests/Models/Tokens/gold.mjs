// Writes gold.json, the reference the tokenizer is compared with: texts over scripts, emoji, code, white space and
// hostile repeats, encoded by OpenAI's own tiktoken. Run it in any folder that has tiktoken installed:
//   npm install tiktoken@1.0.22 && node gold.mjs > gold.json
import { createRequire } from "node:module";

const { get_encoding } = createRequire(process.cwd() + "/")("tiktoken");
const encodings = ["o200k_base", "cl100k_base"].map((name) => [name, get_encoding(name)]);

const written = [
  "", " ", "\n", "a", "Hello world", "Hello, world! How are you?", "   leading", "trailing   ", "tab\t\ttab", "\r\n\r\n x",
  "x = foo(bar)\n\n\n    return", "don't WON'T I'LL they've we'D it\u2019s", "1234567890", "3.14159 1,000,000 0xFF 1e-9",
  "http://example.com/a/b?c=d#e//\n", "HTTPServerError camelCaseWord SNAKE_CASE kebab-case", "<|endoftext|> <|im_start|>",
  "\u0301abc e\u0301", "ΑΒΓ αβγ ﬀ Ǆ ǅ ǆ", "\u0085x \ufeffy \u200bz", "naïve café Straße ÄÖÜ ſ's",
  "Das ist ein ganz normaler Satz über Donaudampfschifffahrtsgesellschaften.", "Привет, как дела? Съешь ещё этих булок.",
  "你好，世界！今天天气怎么样？", "こんにちは世界。カタカナとひらがな。", "안녕하세요 세계!", "مرحبا بالعالم ١٢٣", "שלום עולם", "नमस्ते दुनिया", "สวัสดีชาวโลก",
  "😀 👩‍👩‍👧 🇩🇪 🎉 👍🏽", "𝐀𝐛𝒞 𠀀𠀁", "for (let i = 0; i < 10; i++) { console.log(`${i}`); }",
  "public sealed class Foo<T> : IBar where T : new()\n{\n\tprivate int _x;\n}\n", "SELECT * FROM users WHERE id = 'a''b'; -- x",
  "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\u00e9\\n\"}", "# Title\n\n- one\n- two\n\n```js\nx()\n```\n", "==== ---- **** ////\n////", "\u0000\u0001\u001b[31m",
];

const repeated = [["a", 3000], ["ab", 700], ["=", 2000], [" ", 2000], ["\n", 1000], ["A", 900], ["本", 600], ["é", 500], ["😀", 300],
  ["a ", 1000], ["1", 1000], ["aA", 500], ["\u0301", 400], ["x\n", 500], ["\t", 300], ["-/", 400]].map(([unit, times]) => unit.repeat(times));

// A seeded mix, so that a second run writes the same file.
let seed = 12345;
const random = (below) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
const alphabets = ["abcdefghij KLMNOP'", "0123456789 ,.", " \t\n\r  ", "äöüßÉÑç ž'S", "你好世界こんにちは안녕 ", "مرحبا بالعالم ١٢٣", "हिन्दी भाषा ",
  "😀👩‍👩‍👧🇩🇪🎉 x", "𝐀𝐛𝒞 𠀀𠀁 a", "{}[]();:=+-*/<>_#\"\\ \n", "I'M we'LL they'Re don't \u017f's ", "e\u0301a\u0308 \u00a0\u2003\u3000"].map((text) => [...text]);
const mixed = Array.from({ length: 320 }, () => {
  let alphabet = alphabets[random(alphabets.length)];
  return Array.from({ length: 1 + random(100) }, () => {
    if (random(12) === 0) alphabet = alphabets[random(alphabets.length)];
    return alphabet[random(alphabet.length)];
  }).join("");
});

const lines = [...written, ...repeated, ...mixed].map((text) =>
  JSON.stringify({ text, ...Object.fromEntries(encodings.map(([name, encoding]) => [name, [...encoding.encode(text, [], [])]])) }));
process.stdout.write(`[\n${lines.join(",\n")}\n]\n`);
