import { expect, test } from "vitest";
import type { ModelCatalogue, Provider } from "./api";
import { effectiveModel, searchModels, usableChoice } from "./choice";

const provider = (name: string, models: string[], available = true): Provider => ({
  name,
  display_name: name.toUpperCase(),
  default_model: models[0] ?? null,
  models: models.map((id) => ({ id, context_tokens: 8192, state: "closed", open_seconds: null, price: null })),
  available,
});

const catalogue: ModelCatalogue = {
  default: { provider: "offline", model: "assistant" },
  providers: [provider("offline", ["assistant"]), provider("openai", ["gpt-a", "gpt-b"]), provider("down", ["x"], false)],
  fallback: [],
  degradation: "full",
};

const found = (search: string) =>
  searchModels(catalogue, search).flatMap(({ choices }) => choices.map(({ provider: name, model, typed }) => [name, model, typed]));

test("the choice answers, else the conversation's last model, else the default", () => {
  const typed = { provider: "openai", model: "typed" };
  const last = { provider: "openai", model: "gpt-b" };
  const removed = { provider: "removed", model: "x" };
  expect(effectiveModel(catalogue, typed, last)).toEqual(typed);
  expect(effectiveModel(catalogue, removed, last)).toEqual(last);
  expect(effectiveModel(catalogue, null, last)).toEqual(last);
  expect(effectiveModel(catalogue, null, removed)).toEqual(catalogue.default);
  expect(effectiveModel(catalogue, null, { provider: null, model: null })).toEqual(catalogue.default);
  expect(effectiveModel(undefined, null, undefined)).toBeNull();
  expect(usableChoice(catalogue, removed)).toBeNull();
});

test("without a search everything is listed", () => {
  expect(searchModels(catalogue, " ").map(({ provider: { name } }) => name)).toEqual(["offline", "openai", "down"]);
});

test("a search looks at models and providers and offers the typed name", () => {
  expect(found("GPT-B")).toEqual([["openai", "gpt-b", false], ["openai", "GPT-B", true], ["down", "GPT-B", true]]);
  expect(found("gpt-b")).toEqual([["openai", "gpt-b", false], ["down", "gpt-b", true]]);
  expect(found("ok-200x20")).toEqual([["openai", "ok-200x20", true], ["down", "ok-200x20", true]]);
});
