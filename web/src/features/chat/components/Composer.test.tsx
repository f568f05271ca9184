import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { useDrafts } from "../drafts";
import { Composer } from "./Composer";

const onSend = vi.fn();

beforeEach(() => {
  onSend.mockClear();
  useDrafts.setState({ drafts: {}, outbox: {} });
});

function show(busy = false) {
  render(<Composer chatKey="new" turn={null} busy={busy} onSend={onSend} onStop={vi.fn()} />);
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
}

test("Enter sends, Shift+Enter does not", async () => {
  const user = userEvent.setup();
  const field = show();
  await user.type(field, "one{Shift>}{Enter}{/Shift}two");
  expect(onSend).not.toHaveBeenCalled();
  await user.type(field, "{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
});

test("Enter belongs to the input method while it composes", () => {
  useDrafts.getState().write("new", "かな");
  const field = show();
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  expect(onSend).not.toHaveBeenCalled();
});

test("blank text is not sent", async () => {
  const user = userEvent.setup();
  await user.type(show(), "  {Enter}");
  expect(onSend).not.toHaveBeenCalled();
});

test("text beyond the limit stays and is explained", () => {
  const field = show();
  fireEvent.change(field, { target: { value: "x".repeat(100_002) } });
  expect(field.value).toHaveLength(100_002);
  expect(screen.getByRole("alert").textContent).toContain("2 characters too many");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
  fireEvent.change(field, { target: { value: "x".repeat(100_000) } });
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).toHaveBeenCalledOnce();
});

test("while an answer runs there is a stop button, and Enter waits", () => {
  useDrafts.getState().write("new", "next");
  const field = show(true);
  expect(screen.getByRole("button", { name: "Stop the answer" })).toBeTruthy();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
});
