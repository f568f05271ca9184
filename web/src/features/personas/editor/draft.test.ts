import { expect, test } from "vitest";
import type { Persona } from "../api";
import { change, type Draft, empty, fromPersona, idFrom, isChanged, toDefinition, undeclared } from "./draft";
import { de } from "./text/de";
import { en } from "./text/en";

const persona: Persona = {
  id: "support", version: 3, active: true, built_in: false, restored_from: null, created_at: null,
  display_name: "Support", description: null, prompt: { role: "You help {{who}}.", capabilities: ["Read"], guidelines: [], format: null, constraints: ["No jokes"] },
  variables: [{ name: "who", description: "Whom.", default: null, required: true }],
  examples: [{ user: "Hi", assistant: "Hello" }],
  provider: null, model: null, temperature: 0.4, max_tokens: null, allow_model_override: true, min_tier: null, max_tier: null,
};

test("a persona comes out of the form as it went in", () => {
  const { id: _, version: __, active: ___, built_in: ____, restored_from: _____, created_at: ______, ...definition } = persona;
  expect(toDefinition(fromPersona(persona))).toEqual(definition);
});

test("entries are added, edited and removed by their key", () => {
  let draft: Draft = fromPersona(persona);
  draft = change(draft, { type: "add", list: "capabilities" });
  draft = change(draft, { type: "edit", list: "capabilities", key: 1, values: { text: "Write" } });
  draft = change(draft, { type: "remove", list: "capabilities", key: 0 });
  draft = change(draft, { type: "add", list: "capabilities" });
  expect(draft.capabilities).toEqual([{ key: 1, text: "Write" }, { key: 2, text: "" }]);
  draft = change(draft, { type: "add", list: "variables", name: "tone" });
  expect(draft.variables.at(-1)).toEqual({ key: 1, name: "tone", description: "", standard: "", required: true });
});

test("a draft is changed only while it differs", () => {
  const base = fromPersona(persona);
  const edited = change(base, { type: "set", values: { displayName: "Other" } });
  expect(isChanged(base, base)).toBe(false);
  expect(isChanged(edited, base)).toBe(true);
  expect(isChanged(change(edited, { type: "set", values: { displayName: "Support " } }), base)).toBe(false);
  expect(isChanged(change(base, { type: "add", list: "examples" }), base)).toBe(true);
  expect(change(edited, { type: "reset", draft: base })).toBe(base);
});

test("names without a declaration are found", () => {
  const draft = { ...empty, role: "{{who}} {{{tone}}} {{#if formal}}x{{else}}y{{/if}} \\{{text}} {{#each docs}}{{title}} {{../who}} {{../company}}{{/each}}" };
  expect(undeclared(draft)).toEqual(["who", "tone", "formal", "docs", "company"]);
  expect(undeclared(change(draft, { type: "add", list: "variables", name: "who" }))).not.toContain("who");
});

test.each([
  ["Support, 2nd line", "support-2nd-line"],
  ["Söhne & Co.", "sohne-co"],
  ["支持", ""],
])("%s is called %s in addresses", (name, id) => {
  expect(idFrom(name)).toBe(id);
});

test("what is no number is left out, and one text takes the place of the parts", () => {
  const definition = toDefinition({ ...empty, mode: "text", text: "All", role: "left over", temperature: "0.5", maxTokens: "" });
  expect(definition).toMatchObject({ prompt: { text: "All" }, temperature: 0.5, max_tokens: null });
});

test("the German texts are German", () => {
  const same = Object.entries(de).filter(([name, text]) => typeof text === "string" && text.length > 8 && en[name as keyof typeof en] === text);
  expect(same).toEqual([]);
});
