import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { ModelCatalogue, ModelInfo, Provider } from "../api";
import { DegradationBanner } from "./DegradationBanner";
import { ModelNote } from "./ModelNote";

afterEach(() => vi.useRealTimers());

const info: ModelInfo = { id: "m", context_tokens: null, state: "closed", open_seconds: null, price: null };
const provider = (name: string): Provider => ({ name, display_name: name, default_model: "m", models: [info], available: true });

function banner(degradation: string, ...providers: string[]) {
  const catalogue: ModelCatalogue = {
    default: { provider: providers[0] ?? "", model: "m" }, providers: providers.map(provider), fallback: [], degradation,
  };
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(["models"], catalogue);
  render(
    <QueryClientProvider client={client}>
      <DegradationBanner />
    </QueryClientProvider>,
  );
  return screen.getByRole("status").textContent;
}

test("a service that is not full is told in plain words", () => {
  expect(banner("degraded", "openai", "offline")).toContain("Another one answers instead.");
});

test.each([
  ["full", ["openai", "offline"]],
  ["minimal", ["offline"]],
])("%s with %j says nothing", (level, providers) => {
  expect(banner(level, ...providers)).toBe("");
});

test("a price is told per million tokens, and when it is not known", () => {
  const { rerender } = render(<ModelNote info={info} at={0} />);
  expect(screen.getByText("price unknown")).toBeTruthy();
  rerender(<ModelNote info={{ ...info, price: { input: 0.15, output: 0.6, cached_input: null } }} at={0} />);
  expect(screen.getByText("$0.15 in, $0.60 out per million tokens")).toBeTruthy();
  rerender(<ModelNote info={{ ...info, price: { input: 0, output: 0, cached_input: null } }} at={0} />);
  expect(screen.getByText("free")).toBeTruthy();
});

test("a model that is left alone counts down, then is being tried", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  render(<ModelNote info={{ ...info, state: "open", open_seconds: 2 }} at={1_000_000} />);
  expect(screen.getByText("failing, left alone for 2 s")).toBeTruthy();
  act(() => void vi.advanceTimersByTime(2000));
  expect(screen.getByText("failing, being tried again")).toBeTruthy();
});
