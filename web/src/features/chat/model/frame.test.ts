import { afterEach, expect, test, vi } from "vitest";
import { createFrameQueue } from "./frame";

afterEach(() => vi.useRealTimers());

test("what comes between two frames is applied at once, in order", () => {
  vi.useFakeTimers({ toFake: ["requestAnimationFrame", "cancelAnimationFrame", "setTimeout", "clearTimeout"] });
  const applied: number[][] = [];
  const queue = createFrameQueue<number>((items) => applied.push(items));
  queue.push(1);
  queue.push(2);
  expect(applied).toEqual([]);
  vi.advanceTimersToNextFrame();
  queue.push(3);
  vi.advanceTimersToNextFrame();
  vi.advanceTimersByTime(1000);
  expect(applied).toEqual([[1, 2], [3]]);
});

test("a hidden page, which gets no frames, is not left behind", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const applied: number[][] = [];
  const queue = createFrameQueue<number>((items) => applied.push(items));
  queue.push(1);
  vi.advanceTimersByTime(300);
  expect(applied).toEqual([[1]]);
  vi.unstubAllGlobals();
});
