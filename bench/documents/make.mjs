// Makes what is measured from this repository's own documents: one text of about 8 MB, and folders of text files and PDFs.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [root, work] = process.argv.slice(2);
const walk = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  if (["node_modules", "bin", "obj", ".git"].includes(name)) return [];
  return statSync(path).isDirectory() ? walk(path) : path.endsWith(".md") ? [path] : [];
});
const texts = walk(root).sort().map((path) => readFileSync(path, "utf8"));
const whole = texts.join("\n\n");
let big = "";
for (let i = 0; big.length < 8e6; i++) big += `# Part ${i}\n\n${whole}\n\n`;
writeFileSync(join(work, "big.md"), big);

mkdirSync(join(work, "files"), { recursive: true });
texts.slice(0, 50).forEach((text, i) => writeFileSync(join(work, "files", `${i}.txt`), text));
texts.slice(0, 50).forEach((text, i) => writeFileSync(join(work, "files", `${i}.md`), text));

// PDFs of ten pages with forty lines each, as plain as PDFs can be.
const lines = whole.replace(/[^\x20-\x7e\n]/g, "?").split("\n").filter((line) => line.trim()).map((line) => line.slice(0, 90));
for (let file = 0; file < 20; file++) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  const kids = [];
  for (let page = 0; page < 10; page++) {
    const from = ((file * 10 + page) * 40) % Math.max(1, lines.length - 40);
    const shown = lines.slice(from, from + 40).map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
    const content = `BT /F1 10 Tf 14 TL 50 750 Td\n${shown}\nET`;
    kids.push(`${objects.length + 1} 0 R`);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(" ")}] >>`;
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => { const at = pdf.length; pdf += `${i + 1} 0 obj\n${object}\nendobj\n`; return at; });
  const table = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  writeFileSync(join(work, "files", `${file}.pdf`), pdf, "latin1");
}
