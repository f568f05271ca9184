import { beforeEach, expect, test } from "vitest";
import { useDrafts } from "./drafts";

const outgoing = { text: "sent", model: null, idempotencyKey: "k" };
const state = () => useDrafts.getState();

beforeEach(() => useDrafts.setState({ drafts: {}, outbox: {} }));

test("a draft is kept where a reload finds it", () => {
  state().write("conv_1", "half");
  expect(localStorage.getItem("parley.drafts")).toContain('"conv_1":"half"');
  state().write("conv_1", "");
  expect(state().drafts).toEqual({});
});

test("a message is in the draft, in the outbox or delivered, and never nowhere", () => {
  state().write("conv_1", "sent");
  state().send("conv_1", outgoing);
  expect(state()).toMatchObject({ drafts: {}, outbox: { conv_1: outgoing } });
  state().takeBack("conv_1");
  expect(state()).toMatchObject({ drafts: { conv_1: "sent" }, outbox: {} });
  state().send("conv_1", outgoing);
  state().delivered("conv_1");
  expect(state()).toMatchObject({ drafts: {}, outbox: {} });
});

test("a message taken back comes before what was written since", () => {
  state().send("new", outgoing);
  state().write("new", "next");
  state().takeBack("new");
  expect(state().drafts["new"]).toBe("sent\n\nnext");
  state().takeBack("new");
  expect(state().drafts["new"]).toBe("sent\n\nnext");
});

test("what one person has written is not there for the next, and is for themselves", () => {
  const { claim, write, clear } = useDrafts.getState();
  clear();
  claim("user_1");
  write("conv_1", "Half a thought");
  claim("user_1");
  expect(useDrafts.getState().drafts).toEqual({ conv_1: "Half a thought" });
  claim("user_2");
  expect(useDrafts.getState().drafts).toEqual({});
  expect(localStorage.getItem("parley.drafts")).not.toContain("Half a thought");
});
