#!/usr/bin/env python3
"""Makes files to be taken in: text files of about 2 KB, and PDFs of three pages. Each has words of its own, so that none is another's twin."""
import pathlib
import random
import sys

WORDS = """account archive balance branch budget carrier charter clause column contract copper courier customs deadline delivery deposit
engine entry estimate exchange factor filter freight garden granite harbour hinge index invoice island journal kernel ladder ledger lesson
lever limit margin market meadow measure method mirror moment mortar nickel notice number object office orbit outline packet panel parcel
pattern permit piston planet pocket policy portal prism profit quarry quota record region remedy report ribbon river sample schedule season
shelter signal silver spring station summit supply switch system tariff timber token treaty tunnel update valley vector vessel volume window""".split()


def paragraph(rng, sentences):
    return " ".join(" ".join(rng.choice(WORDS) for _ in range(rng.randint(8, 16))).capitalize() + "." for _ in range(sentences))


def pdf(rng, pages):
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", None, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for _ in range(pages):
        lines = "".join(f"({paragraph(rng, 1)[:90]}) Tj 0 -14 Td " for _ in range(40))
        stream = f"BT /F1 11 Tf 50 780 Td {lines} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {pages} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def main():
    folder, texts, pdfs = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for kind, count in (("text", texts), ("pdf", pdfs)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for i in range(count):
            rng = random.Random(f"{kind}-{i}")
            if kind == "text":
                (folder / kind / f"{i}.txt").write_text(f"Report {i}\n\n" + "\n\n".join(paragraph(rng, 4) for _ in range(5)))
            else:
                (folder / kind / f"{i}.pdf").write_bytes(pdf(rng, 3))


main()
