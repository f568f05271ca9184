import { beforeEach, expect, test } from "vitest";
import { chosenKnowledge, forgetKnowledge, knowledgeBegun, toggled, useKnowledgeChoices } from "./choice";

const choose = useKnowledgeChoices.getState().choose;

beforeEach(forgetKnowledge);

test("the choice of a new chat goes with it and does not stay for the next", () => {
  choose(null, { use_rag: true, collections: ["col_1"] });
  knowledgeBegun("conv_1");
  expect(chosenKnowledge("conv_1")).toEqual({ use_rag: true, collections: ["col_1"] });
  expect(chosenKnowledge(null)).toBeNull();
  knowledgeBegun("conv_2");
  expect(chosenKnowledge("conv_2")).toBeNull();
});

test("no collection ticked means all of them", () => {
  const one = toggled({ use_rag: true }, "col_1", true);
  expect(one).toEqual({ use_rag: true, collections: ["col_1"] });
  expect(toggled(one, "col_2", true).collections).toEqual(["col_1", "col_2"]);
  expect(toggled(one, "col_1", true).collections).toEqual(["col_1"]);
  expect(toggled(one, "col_1", false)).toEqual({ use_rag: true });
});

test("only so many conversations are remembered, those chosen for last", () => {
  for (let at = 0; at < 300; at++) choose(`conv_${at}`, { use_rag: true });
  choose("conv_150", { use_rag: false });
  expect(Object.keys(useKnowledgeChoices.getState().chosen)).toHaveLength(200);
  expect(chosenKnowledge("conv_50")).toBeNull();
  expect(chosenKnowledge("conv_150")).toEqual({ use_rag: false });
  expect(JSON.parse(localStorage.getItem("parley.knowledge") ?? "{}")).toMatchObject({ state: { chosen: { conv_299: { use_rag: true } } } });
});
