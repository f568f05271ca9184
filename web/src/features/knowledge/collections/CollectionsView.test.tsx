import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, refuse } from "@/testing/fakeTurn";
import { collection, pageOf, show } from "../testing";
import { CollectionsView } from "./CollectionsView";

afterEach(() => vi.unstubAllGlobals());

test("what could not be loaded says why, and is asked for again", async () => {
  fakeServer({ "GET /collections": [refuse(403, "FORBIDDEN", "Not for you."), pageOf(collection)] });
  show(<CollectionsView />, "read_content", "write_content");
  expect(await screen.findByText("Not for you.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Handbook" })).toBeTruthy();
});

test("where there is nothing yet it says what to do, and offers it to those who may", async () => {
  fakeServer({ "GET /collections": [pageOf()] });
  show(<CollectionsView />, "read_content");
  expect(await screen.findByRole("heading", { name: "Nothing here yet" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "New collection" })).toBeNull();
});
