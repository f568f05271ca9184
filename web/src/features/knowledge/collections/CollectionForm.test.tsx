import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, type Reply } from "@/testing/fakeTurn";
import { collection, show } from "../testing";
import { CollectionForm } from "./CollectionForm";

const change = () => ({ error: null, isPending: false, mutate: vi.fn() });
const save = () => userEvent.click(screen.getByRole("button", { name: "Save" }));

afterEach(() => vi.unstubAllGlobals());

test("a way of cutting goes along when it was changed, and an empty one takes it back", async () => {
  const made = change();
  show(<CollectionForm collection={{ ...collection, chunking: { chunker: "fixed", tokens: 200, overlap: null } }} change={made} onDone={() => undefined} />);
  await save();
  expect(made.mutate.mock.calls[0]?.[0]).toEqual({ name: "Handbook", description: "", sharing: "private" });
  await userEvent.click(screen.getByText("How documents are cut"));
  expect(screen.queryByText(/This holds for documents that come from now on/)).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("By"), "As configured");
  await userEvent.clear(screen.getByLabelText("Tokens of a passage"));
  expect(screen.getByText(/This holds for documents that come from now on/)).toBeTruthy();
  await save();
  expect(made.mutate.mock.calls[1]?.[0]).toMatchObject({ chunking: {} });
});

test("sizes out of their bounds are told and not sent", async () => {
  const made = change();
  show(<CollectionForm change={made} onDone={() => undefined} />);
  await userEvent.click(screen.getByText("How documents are cut"));
  await userEvent.type(screen.getByLabelText("Tokens of a passage"), "10");
  await save();
  expect(screen.getByRole("alert").textContent).toBe("A whole number from 64 to 4,096.");
  expect(made.mutate).not.toHaveBeenCalled();
});

test("a group one is no longer in can be taken away", async () => {
  const groups: Reply = Response.json({ groups: [{ id: "grp_1", name: "Design" }] });
  fakeServer({ "GET /auth/me": [groups] });
  const made = change();
  show(<CollectionForm collection={{ ...collection, sharing: "groups", groups: ["grp_1", "grp_2"] }} change={made} onDone={() => undefined} />);
  await userEvent.click(await screen.findByLabelText("A group you are not in"));
  await save();
  expect(made.mutate.mock.calls[0]?.[0]).toMatchObject({ sharing: "groups", groups: ["grp_1"] });
});
