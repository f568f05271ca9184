import { expect, test } from "vitest";
import { blankForm, requestOf } from "./form";

test("what is not chosen is left to the server", () => {
  expect(requestOf({ ...blankForm, query: "  close code " })).toEqual({ query: "close code", top: 10 });
});

test("what is chosen goes along, with the decimals of either language", () => {
  expect(
    requestOf({ ...blankForm, query: "q", collections: ["col_1"], top: "3", mode: "keyword", spelling: false, reranking: false, diversity: "0,3", minScore: "0.25" }),
  ).toEqual({ query: "q", collections: ["col_1"], top: 3, mode: "keyword", spelling: false, reranking: false, diversity: 0.3, min_score: 0.25 });
});
