import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Markdown } from "./Markdown";

test("pictures are never fetched, only linked", () => {
  const { container } = render(<Markdown text={"![secret](https://evil.example/p.png?leak=1)\n\n![](/api/v1/models)"} />);
  expect(container.querySelector("img, picture, source, svg image")).toBeNull();
  expect(screen.getByRole("link", { name: "Picture: secret" })).toHaveProperty("href", "https://evil.example/p.png?leak=1");
});

test("links open in a new tab that knows nothing of this one", () => {
  render(<Markdown text="[site](https://example.com) and https://example.org" />);
  for (const link of screen.getAllByRole("link")) {
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toBe("noopener noreferrer");
  }
  expect(screen.getAllByRole("link")).toHaveLength(2);
});

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#115;cript:alert(1))",
  "[x](&#x6A;avascript:alert(1))",
  "[x](vbscript:msgbox)",
  "[x](data:text/html,<script>alert(1)</script>)",
  "![x](javascript:alert(1))",
  "[x][1]\n\n[1]: javascript:alert(1)",
])("%s leads nowhere", (markdown) => {
  const { container } = render(<Markdown text={markdown} />);
  expect(container.querySelector("a[href]")).toBeNull();
  expect(container.textContent).toContain("x");
});

test.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg onload="alert(1)">',
  "<style>body{display:none}</style>",
  "```html\n<script>alert(1)</script>\n```",
])("raw HTML stays text: %s", (html) => {
  const { container } = render(<Markdown text={`before ${html} after\n\n${html}`} />);
  expect(container.querySelector("script, img, iframe, style, a, [onerror], [onload]")).toBeNull();
  expect(container.querySelector("svg:not(.lucide)")).toBeNull();
  expect(container.textContent).toContain(html.startsWith("```") ? "<script>" : html.slice(0, 6));
});

test("code gets its colours once the language has loaded, and a copy button", async () => {
  const { container } = render(<Markdown text={"```python\ndef f():\n    return '<b>'\n```"} />);
  expect(container.querySelector("pre")?.textContent).toBe("def f():\n    return '<b>'");
  expect(screen.getByRole("button", { name: "Copy code" })).toBeTruthy();
  await screen.findByText("def", { selector: ".hljs-keyword" });
  expect(container.querySelector("pre")?.textContent).toBe("def f():\n    return '<b>'");
  expect(container.querySelector("b")).toBeNull();
});

test("finished blocks are not rendered anew while the text grows", () => {
  const { container, rerender } = render(<Markdown text={"first\n\nsec"} />);
  const first = container.querySelector("p");
  rerender(<Markdown text={"first\n\nsecond\n\nthird"} />);
  expect(container.querySelector("p")).toBe(first);
  expect([...container.querySelectorAll("p")].map((p) => p.textContent)).toEqual(["first", "second", "third"]);
});
