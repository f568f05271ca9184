import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, networkError, refuse, type Reply } from "@/testing/fakeTurn";
import { type Ending, encode, streamResponse } from "@/testing/stream";
import type { Job } from "../api";
import { watchJob } from "./watch";

const job: Job = { id: "job_1", kind: "knowledge.ingest", subject: "col_1", status: "running", total: 3, done: 0, skipped: 0, failed: 0, cancel_requested: false, error: null };
const at = (done: number, status: Job["status"] = "running"): Job => ({ ...job, done, status });

/** Each connection numbers its events anew. */
function events(jobs: Job[], ending: Ending = "close") {
  return streamResponse(jobs.map((data, index) => encode({ id: index + 1, event: data.status === "running" ? "progress" : "end", data })), ending);
}

async function watch(...replies: Reply[]) {
  const server = fakeServer({ "GET /jobs/job_1/events": replies });
  const seen: number[] = [];
  const pauses: number[] = [];
  const wait = (pause: number) => Promise.resolve(void pauses.push(pause));
  for await (const { done } of watchJob("job_1", new AbortController().signal, wait)) seen.push(done);
  return { seen, pauses, server };
}

afterEach(() => vi.unstubAllGlobals());

test("a job is told until its end", async () => {
  expect(await watch(events([at(1), at(2), at(3, "finished")]))).toMatchObject({ seen: [1, 2, 3], pauses: [] });
});

test("a line that breaks, or ends before the job, is opened again", async () => {
  const { seen, pauses } = await watch(events([at(1)], "break"), networkError(), events([at(2)]), events([at(3, "finished")]));
  expect(seen).toEqual([1, 2, 3]);
  expect(pauses).toHaveLength(3);
});

test("an event of another kind is passed over", async () => {
  const other = streamResponse([encode({ id: 1, event: "error", data: { code: "AUTHENTICATION_ERROR" } }), "data: {\n\n"]);
  expect((await watch(other, events([at(3, "cancelled")]))).seen).toEqual([3]);
});

test("a job that is gone is not asked for again", async () => {
  const server = fakeServer({ "GET /jobs/job_1/events": [refuse(404, "NOT_FOUND", "There is no such job.")] });
  await expect(watchJob("job_1", new AbortController().signal).next()).rejects.toThrow("There is no such job.");
  expect(server.calls).toHaveLength(1);
});

test("a server that stays away is given up", async () => {
  await expect(watch(networkError())).rejects.toMatchObject({ problem: { code: "CONNECTION_LOST" } });
});
