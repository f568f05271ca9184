import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, refuse } from "@/testing/fakeTurn";
import { BudgetForm } from "./BudgetForm";

afterEach(() => vi.unstubAllGlobals());

function show() {
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BudgetForm onDone={onDone} />
    </QueryClientProvider>,
  );
  return onDone;
}

test("what the server finds wrong stands at its field", async () => {
  fakeServer({ "POST /budgets": [refuse(400, "VALIDATION_ERROR", "limit: Give US dollars.", { errors: { limit: ["Give US dollars."] } })] });
  const onDone = show();
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  const field = screen.getByLabelText("Limit in US dollars");
  const error = await screen.findByRole("alert");
  expect(error.textContent).toBe("Give US dollars.");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(field.getAttribute("aria-describedby")).toContain(error.id);
  expect(onDone).not.toHaveBeenCalled();
});

test("a model's budget is sent with its subject", async () => {
  const server = fakeServer({ "POST /budgets": [Response.json({}, { status: 201 })] });
  const onDone = show();
  await userEvent.selectOptions(screen.getByLabelText("For"), "a model");
  await userEvent.type(screen.getByLabelText("Which"), "openai/gpt-4o");
  await userEvent.type(screen.getByLabelText("Limit in US dollars"), "12.5");
  await userEvent.selectOptions(screen.getByLabelText("Period"), "a day");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(JSON.parse(String(server.calls[0]?.init.body))).toEqual({ scope: "model", subject: "openai/gpt-4o", period: "day", limit: 12.5 });
});

test("a conflict is told for the whole form", async () => {
  fakeServer({ "POST /budgets": [refuse(409, "CONFLICT", "There is such a budget already.")] });
  show();
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect((await screen.findByRole("alert")).textContent).toBe("There is such a budget already.");
});
