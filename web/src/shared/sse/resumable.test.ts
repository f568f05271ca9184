import { describe, expect, test, vi } from "vitest";
import { encode, streamResponse, tokenFrames, type Ending } from "@/testing/stream";
import { CONNECTION_LOST, localProblem, NETWORK_ERROR, ProblemError, renewWith, toProblem } from "../http";
import { followStream, type ResumableOptions } from "./resumable";

const frames = [...tokenFrames(["Par", "ley ", "spe", "aks"]), { id: 5, event: "complete", data: {} }];
const after = (id: number) => frames.filter((frame) => frame.id > id).map(encode);
const noWait = vi.fn(() => Promise.resolve());

async function follow(overrides: Partial<ResumableOptions<string>>) {
  const seen: number[] = [];
  let reconnects = 0;
  const options: ResumableOptions<string> = {
    open: () => Promise.resolve(streamResponse(after(0))),
    opened: () => "turn_1",
    resume: (_, last) => Promise.resolve(streamResponse(after(last))),
    isLast: (event) => event.event === "complete",
    signal: new AbortController().signal,
    wait: noWait,
    ...overrides,
  };
  for await (const signal of followStream(options)) {
    if (signal.type === "event") seen.push(signal.id);
    if (signal.type === "reconnecting") reconnects += 1;
  }
  return { seen, reconnects };
}

describe.each<Ending>(["close", "break", "hang"])("a connection that ends with %s", (ending) => {
  test.each([0, 1, 2, 3, 4])("after %i events is resumed without a gap or a duplicate", async (count) => {
    const first = frames.slice(0, count).map(encode);
    const resume = vi.fn((_: string, last: number) => Promise.resolve(streamResponse(after(last))));
    const result = await follow({
      open: () => Promise.resolve(streamResponse(first, ending)),
      resume,
      stallAfter: 20,
    });
    expect(result).toEqual({ seen: [1, 2, 3, 4, 5], reconnects: 1 });
    expect(resume).toHaveBeenCalledWith("turn_1", count, expect.any(AbortSignal));
  });
});

test("a cut in the middle of an event loses nothing", async () => {
  const whole = after(0).join("");
  for (let cut = 0; cut < whole.length; cut += 7) {
    const result = await follow({ open: () => Promise.resolve(streamResponse([whole.slice(0, cut)], "break")) });
    expect(result.seen).toEqual([1, 2, 3, 4, 5]);
  }
});

test("events sent twice are handed out once", async () => {
  const { seen } = await follow({
    open: () => Promise.resolve(streamResponse(after(0).slice(0, 3))),
    resume: () => Promise.resolve(streamResponse(after(0))),
  });
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

test("a gap is asked for again", async () => {
  const all = after(0);
  const { seen } = await follow({ open: () => Promise.resolve(streamResponse([all[0] ?? "", all[3] ?? ""])) });
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

test("a gap that the server repeats is how it counts", async () => {
  const gappy = () => Promise.resolve(streamResponse(after(0).filter((_, index) => index !== 1)));
  const { seen } = await follow({ open: gappy, resume: gappy });
  expect(seen).toEqual([1, 3, 4, 5]);
});

test("a request that got no answer is sent again", async () => {
  const open = vi
    .fn<() => Promise<Response>>()
    .mockRejectedValueOnce(new ProblemError(localProblem(NETWORK_ERROR)))
    .mockImplementation(() => Promise.resolve(streamResponse(after(0))));
  expect((await follow({ open })).seen).toHaveLength(5);
  expect(open).toHaveBeenCalledTimes(2);
});

test("an answer that never starts is given up and asked for again", async () => {
  const open = vi
    .fn<() => Promise<Response>>()
    .mockReturnValueOnce(new Promise<Response>(() => undefined))
    .mockImplementation(() => Promise.resolve(streamResponse(after(0))));
  expect((await follow({ open, stallAfter: 10 })).seen).toHaveLength(5);
});

test("heartbeats keep a slow stream alive", async () => {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      for (let beat = 0; beat < 5; beat++) {
        controller.enqueue(encoder.encode(": heartbeat\n\n"));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      controller.enqueue(encoder.encode(after(0).join("")));
      controller.close();
    },
  });
  expect(await follow({ open: () => Promise.resolve(new Response(body)), stallAfter: 60 })).toEqual({
    seen: [1, 2, 3, 4, 5],
    reconnects: 0,
  });
});

test("a refusal is not retried", async () => {
  const open = vi.fn(() => Promise.reject(new ProblemError(toProblem({ code: "TURN_IN_PROGRESS" }, 409))));
  await expect(follow({ open })).rejects.toMatchObject({ problem: { code: "TURN_IN_PROGRESS" } });
  expect(open).toHaveBeenCalledOnce();
});

test("the server's Retry-After decides the pause", async () => {
  const open = vi
    .fn<() => Promise<Response>>()
    .mockRejectedValueOnce(new ProblemError(toProblem({ code: "RATE_LIMIT_EXCEEDED", retry_after: 3 }, 429)))
    .mockImplementation(() => Promise.resolve(streamResponse(after(0))));
  await follow({ open });
  expect(noWait).toHaveBeenLastCalledWith(3000, expect.any(AbortSignal));
});

test("attempts are bounded, and progress renews them", async () => {
  const dead = () => Promise.reject(new ProblemError(localProblem(NETWORK_ERROR)));
  await expect(follow({ resume: dead, open: () => Promise.resolve(streamResponse([])), maxAttempts: 3 })).rejects.toMatchObject({
    problem: { code: CONNECTION_LOST },
  });
  const oneByOne = (_: string, last: number) => Promise.resolve(streamResponse(after(last).slice(0, 1)));
  expect(await follow({ open: () => oneByOne("", 0), resume: oneByOne, maxAttempts: 1 })).toEqual({
    seen: [1, 2, 3, 4, 5],
    reconnects: 4,
  });
});

test("an abort ends it", async () => {
  const abort = new AbortController();
  const running = follow({ open: () => Promise.resolve(streamResponse([], "hang")), signal: abort.signal });
  abort.abort();
  await expect(running).rejects.toThrow(/abort/i);
});

describe("a session that runs out while the stream is open", () => {
  const expired = `event: error\ndata: ${JSON.stringify({ code: "AUTHENTICATION_ERROR", status: 401 })}\n\n`;
  const interrupted = () => Promise.resolve(streamResponse([...after(0).slice(0, 2), expired]));
  const isExpired = (event: { event: string }) => event.event === "error";

  test("is renewed, and the stream goes on after the last event", async () => {
    const renew = vi.fn(() => Promise.resolve(true));
    const stop = renewWith(renew);
    const resume = vi.fn((_: string, last: number) => Promise.resolve(streamResponse(after(last))));
    noWait.mockClear();
    const result = await follow({ open: interrupted, resume, isExpired });
    stop();
    expect(result).toEqual({ seen: [1, 2, 3, 4, 5], reconnects: 1 });
    expect(resume).toHaveBeenCalledWith("turn_1", 2, expect.any(AbortSignal));
    expect(renew).toHaveBeenCalledOnce();
    expect(noWait).not.toHaveBeenCalled();
  });

  test("ends it when the session is over", async () => {
    const resume = vi.fn();
    await expect(follow({ open: interrupted, resume, isExpired })).rejects.toMatchObject({ problem: { status: 401, code: "AUTHENTICATION_ERROR" } });
    expect(resume).not.toHaveBeenCalled();
  });

  test("is waited for while that cannot be found out", async () => {
    const stop = renewWith(() => Promise.reject(new ProblemError(localProblem(NETWORK_ERROR))));
    noWait.mockClear();
    const result = await follow({ open: interrupted, isExpired });
    stop();
    expect(result.seen).toEqual([1, 2, 3, 4, 5]);
    expect(noWait).toHaveBeenCalledOnce();
  });
});
