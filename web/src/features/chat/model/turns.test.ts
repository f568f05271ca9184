import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeServer, networkError, refuse, stream } from "@/testing/fakeTurn";
import { tokenFrames } from "@/testing/stream";
import { useDrafts } from "../drafts";
import type { Message } from "../types";
import type { Turn } from "./turn";
import { NEW_CHAT } from "./turnStore";
import { createTurns } from "./turns";

const complete = { finish_reason: "stop", tokens_used: { prompt: 1, completion: 4, total: 5 }, cost: 0, model: "m", provider: "p" };
const frames = [...tokenFrames(["It ", "is ", "all ", "here"]), { id: 5, event: "complete", data: complete }];

function setUp() {
  const settled: Turn[] = [];
  const host = {
    chosenModel: () => ({ provider: "p", model: "m" }),
    chosenPersona: () => null,
    chosenKnowledge: () => ({ use_rag: true, collections: ["col_1"] }),
    onOpened: vi.fn(),
    onSettled: (_: string, turn: Turn) => void settled.push(turn),
    onUncertain: vi.fn(() => Promise.resolve()),
  };
  return { turns: createTurns(host), settled, host };
}

const bodyOf = (init: RequestInit | undefined): unknown => JSON.parse(String(init?.body));
const keyOf = (init: RequestInit | undefined) => new Headers(init?.headers).get("Idempotency-Key");

beforeEach(() => {
  useDrafts.setState({ drafts: {}, outbox: {} });
  vi.spyOn(Math, "random").mockReturnValue(0);
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 200 });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a first message makes a conversation and is delivered once", async () => {
  const server = fakeServer({ "POST /chat/stream": [stream(frames)] });
  const { turns, settled, host } = setUp();
  turns.send(NEW_CHAT, "Hello");
  expect(turns.store.get(NEW_CHAT)).toMatchObject({ phase: "sending", question: { text: "Hello" } });
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(settled[0]).toMatchObject({ phase: "done", text: "It is all here" });
  expect(host.onOpened).toHaveBeenCalledWith(expect.objectContaining({ conversationId: "conv_1" }), true);
  expect(bodyOf(server.calls[0]?.init)).toEqual({ message: "Hello", provider: "p", model: "m", use_rag: true, collections: ["col_1"], on_disconnect: "continue" });
  expect(useDrafts.getState().outbox).toEqual({});
  await vi.waitFor(() => expect(turns.store.keys()).toEqual([]));
});

test.each([0, 1, 2, 3, 4])("a line that breaks after %i events is taken up again", async (count) => {
  const server = fakeServer({
    "POST /chat/stream": [stream(frames.slice(0, count), "break")],
    "GET /chat/stream/turn_1": [stream(frames.slice(count))],
  });
  const { turns, settled } = setUp();
  turns.send("conv_1", "Hello");
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(settled[0]?.text).toBe("It is all here");
  const resumed = new Headers(server.to("GET /chat/stream/turn_1")[0]?.init.headers);
  expect(resumed.get("Last-Event-ID")).toBe(count === 0 ? null : String(count));
});

test("a refused message goes back to its draft with the reason", async () => {
  fakeServer({ "POST /chat/stream": [refuse(400, "CONTENT_FILTERED", "Not this.")] });
  const { turns } = setUp();
  turns.send("conv_1", "Hello");
  await vi.waitFor(() => expect(turns.store.get("conv_1")?.returned).toBe(true));
  expect(turns.store.get("conv_1")).toMatchObject({ question: null, error: { detail: "Not this." } });
  expect(useDrafts.getState()).toMatchObject({ drafts: { conv_1: "Hello" }, outbox: {} });
});

test("a message without an answer stays, and is sent again under the same key", async () => {
  const server = fakeServer({ "POST /chat/stream": [...Array.from({ length: 9 }, networkError), stream(frames)] });
  const { turns, settled } = setUp();
  turns.send("conv_1", "Hello");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(turns.store.get("conv_1")?.phase).toBe("failed");
  expect(turns.store.get("conv_1")?.question?.text).toBe("Hello");
  turns.resend("conv_1");
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(new Set(server.calls.map(({ init }) => keyOf(init))).size).toBe(1);
  expect(keyOf(server.calls[0]?.init)).toMatch(/^[0-9a-f]{32}$/);
});

test("what was on its way when the page was left is sent after a reload", async () => {
  useDrafts.getState().send("conv_1", { text: "Hello", model: null, idempotencyKey: "kept" });
  const server = fakeServer({ "POST /chat/stream": [stream(frames)] });
  const { turns, settled } = setUp();
  turns.resendAll();
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(keyOf(server.calls[0]?.init)).toBe("kept");
});

test("stop asks the server, and the answer ends as the server says", async () => {
  const cancelled = { id: 3, event: "complete", data: { ...complete, finish_reason: "cancelled" } };
  let release: (response: Response) => void = () => undefined;
  const server = fakeServer({
    "POST /chat/stream": [stream(frames.slice(0, 2))],
    "GET /chat/stream/turn_1": [() => new Promise((resolve) => (release = resolve))],
    "POST /conversations/conv_1/stop": [
      () => {
        release(stream([cancelled]));
        return Promise.resolve(new Response(null, { status: 204 }));
      },
    ],
  });
  const { turns, settled } = setUp();
  turns.send("conv_1", "Hello");
  await vi.waitFor(() => expect(server.to("GET /chat/stream/turn_1")).toHaveLength(1));
  await turns.stop("conv_1");
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(settled[0]).toMatchObject({ text: "It is ", completion: { finishReason: "cancelled" } });
});

test("stop before the server has answered takes effect as soon as it does", async () => {
  const server = fakeServer({
    "POST /chat/stream": [stream(frames.slice(0, 1), "hang")],
    "POST /conversations/conv_1/stop": [new Response(null, { status: 204 })],
  });
  const { turns } = setUp();
  turns.send("conv_1", "Hello");
  await turns.stop("conv_1");
  await vi.waitFor(() => expect(server.to("POST /conversations/conv_1/stop")).toHaveLength(1));
  turns.forget("conv_1");
});

test("a message written offline waits, can be taken back, and is sent once online", async () => {
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const server = fakeServer({ "POST /chat/stream": [stream(frames)] });
  const { turns, settled } = setUp();
  turns.send("conv_1", "Hello");
  expect(turns.store.get("conv_1")?.phase).toBe("queued");
  await turns.stop("conv_1");
  expect(useDrafts.getState().drafts).toEqual({ conv_1: "Hello" });
  turns.send("conv_1", "Hello");
  expect(server.calls).toHaveLength(0);
  online.mockReturnValue(true);
  window.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(server.calls).toHaveLength(1);
});

test("an answer that runs on the server is replayed from its start", async () => {
  const server = fakeServer({ "GET /chat/stream/turn_1": [stream(frames)] });
  const { turns, settled } = setUp();
  const running = { id: "msg_a", conversation_id: "conv_1", turn_id: "turn_1", parent_id: "msg_q", content: "It is" } as Message;
  turns.attach(running);
  turns.attach(running);
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(settled[0]).toMatchObject({ text: "It is all here", question: null });
  expect(server.calls).toHaveLength(1);
  expect(new Headers(server.calls[0]?.init.headers).has("Last-Event-ID")).toBe(false);
});

test("a turn that ends with an error is loaded anew and not followed again", async () => {
  const error = { id: 1, event: "error", data: { code: "SERVICE_UNAVAILABLE", detail: "Restarted.", status: 503, retryable: true } };
  const server = fakeServer({ "GET /chat/stream/turn_1": [stream([error])] });
  const { turns, settled, host } = setUp();
  const running = { id: "msg_a", conversation_id: "conv_1", turn_id: "turn_1", parent_id: "msg_q", content: "Part" } as Message;
  turns.attach(running);
  await vi.waitFor(() => expect(turns.store.keys()).toEqual([]));
  expect(settled[0]?.error?.detail).toBe("Restarted.");
  expect(host.onUncertain).toHaveBeenCalledWith("conv_1");
  turns.attach(running);
  expect(server.calls).toHaveLength(1);
});

test("a restart while the line was down makes the text so far void, and an event of a later server is passed over", async () => {
  const models = { from: { provider: "a", model: "x" }, to: { provider: "b", model: "y" } };
  const later = [
    { id: 3, event: "failover", data: { mode: "restart", reason: "unavailable", ...models } },
    { id: 4, event: "weather", data: { sun: true } },
    { id: 5, event: "token", data: { token: "Anew" } },
    { id: 6, event: "complete", data: { ...complete, degradation: "degraded" } },
  ];
  const server = fakeServer({
    "POST /chat/stream": [stream(frames.slice(0, 2), "break")],
    "GET /chat/stream/turn_1": [stream(later)],
  });
  const { turns, settled } = setUp();
  turns.send("conv_1", "Hello");
  await vi.waitFor(() => expect(settled).toHaveLength(1));
  expect(settled[0]).toMatchObject({ text: "Anew", failovers: [{ restarts: true, ...models }] });
  expect(server.to("GET /chat/stream/turn_1")).toHaveLength(1);
  expect(turns.courseFor("msg_a")).toMatchObject({ degradation: "degraded", failovers: [{ restarts: true }] });
});

test("a server that asks for a long pause is heard at once, and the message goes back with the time", async () => {
  vi.useFakeTimers({ now: 1_000_000, shouldAdvanceTime: true });
  const server = fakeServer({ "POST /chat/stream": [refuse(429, "RATE_LIMIT_EXCEEDED", "Too many.", { retry_after: 40 })] });
  const { turns } = setUp();
  turns.send("conv_1", "Hello");
  await vi.waitFor(() => expect(turns.store.get("conv_1")?.returned).toBe(true));
  expect(server.calls).toHaveLength(1);
  expect(turns.store.get("conv_1")?.error?.retryAt).toBeGreaterThanOrEqual(1_040_000);
});
