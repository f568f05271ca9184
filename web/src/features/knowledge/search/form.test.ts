import { expect, test } from "vitest";
import { en } from "../texts/en";
import { check } from "./check";
import { blankForm, filtersIn, optionsIn, requestOf } from "./form";

test("what is not chosen is left to the server", () => {
  expect(requestOf({ ...blankForm, query: "  close code " })).toEqual({ query: "close code", top: 10 });
  expect([filtersIn(blankForm), optionsIn(blankForm)]).toEqual([0, 0]);
});

test("what is chosen goes along, with the decimals of either language", () => {
  const form = { ...blankForm, query: "q", collections: ["col_1"], top: "3", mode: "keyword", spelling: "no", reranking: "yes", diversity: "0,3", minScore: "0.25", halfLife: "90" } as const;
  expect(requestOf({ ...form, collections: ["col_1"], kinds: [] })).toEqual({
    query: "q", collections: ["col_1"], top: 3, mode: "keyword", spelling: false, reranking: true, diversity: 0.3, min_score: 0.25, half_life_days: 90,
  });
  expect(optionsIn({ ...form, collections: [], kinds: [] })).toBe(5);
});

test("filters name tags, the types behind the kinds, languages, and days of which the last is still within", () => {
  const form = { ...blankForm, query: "q", tags: "handbook, 2024", kinds: ["pdf" as const, "tables" as const], languages: "EN, de", from: "2024-05-30", to: "2024-05-31" };
  const { filter } = requestOf(form);
  expect(filter?.tags).toEqual(["handbook", "2024"]);
  expect(filter?.media_types).toContain("application/pdf");
  expect(filter?.media_types).toContain("text/csv");
  expect(filter?.languages).toEqual(["en", "de"]);
  expect(filter?.from).toBe(new Date(2024, 4, 30).toISOString());
  expect(filter?.to).toBe(new Date(2024, 5, 1).toISOString());
  expect(filtersIn(form)).toBe(5);
});

test("what is out of its bounds is told at its field, before anything is sent", () => {
  const errors = check({ ...blankForm, top: "0", diversity: "lots", minScore: "1.5", halfLife: "-1", tags: "x".repeat(65), languages: "english", from: "2024-05-31", to: "2024-05-30" }, en);
  expect(Object.keys(errors).toSorted()).toEqual(["diversity", "filter.languages", "filter.tags", "filter.to", "half_life_days", "min_score", "top"]);
  expect(errors["top"]).toEqual(["A whole number from 1 to 100."]);
  expect(errors["half_life_days"]).toEqual(["A number from 0 to 100,000."]);
  expect(check({ ...blankForm, from: "2024-05-30", to: "2024-05-30", diversity: "0", languages: "en, de" }, en)).toEqual({});
});
