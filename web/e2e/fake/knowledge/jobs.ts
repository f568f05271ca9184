import { type Exchange, json, page, problem } from "../http.ts";
import { newId, now } from "../store.ts";

export interface Job {
  id: string;
  kind: string;
  subject: string;
  status: string;
  total: number;
  done: number;
  skipped: number;
  failed: number;
  cancel_requested: boolean;
  error: string | null;
  created_at: string;
  updated_at: string;
}

interface Item {
  name: string;
  /** Does it, and says what went wrong; null for nothing. */
  run(): string | null;
}

interface Entry {
  job: Job;
  items: { name: string; status: string; error: string | null }[];
  readers: Set<() => void>;
  /** Ends the pause: it was called off. */
  wake(): void;
}

const jobs = new Map<string, Entry>();

/** An item with "slow" in its name takes this many milliseconds, any other a few. */
const SLOW = 4000;

export function startJob(subject: string, items: Item[]): Job {
  const job: Job = {
    id: newId("job"), kind: "knowledge.ingest", subject, status: "queued", total: items.length, done: 0, skipped: 0, failed: 0, cancel_requested: false, error: null, created_at: now(), updated_at: now(),
  };
  const entry: Entry = { job, items: [], readers: new Set(), wake: () => undefined };
  jobs.set(job.id, entry);
  void run(entry, items);
  return { ...job };
}

async function run(entry: Entry, items: Item[]): Promise<void> {
  const { job } = entry;
  for (const { name, run: work } of items) {
    job.status = "running";
    await new Promise<void>((resolve) => {
      entry.wake = resolve;
      setTimeout(resolve, name.includes("slow") ? SLOW : 30);
    });
    if (job.cancel_requested) break;
    const error = work();
    entry.items.push({ name, status: error ? "failed" : "done", error });
    if (error) job.failed += 1;
    else job.done += 1;
    tell(entry);
  }
  job.status = job.cancel_requested ? "cancelled" : "finished";
  tell(entry);
}

function tell({ job, readers }: Entry): void {
  job.updated_at = now();
  for (const reader of readers) reader();
}

const missing = ({ response }: Exchange) => problem(response, 404, "NOT_FOUND", "There is no such job.");

function withJob(handler: (exchange: Exchange, entry: Entry) => void) {
  return (exchange: Exchange) => {
    const entry = jobs.get(exchange.id);
    if (entry) handler(exchange, entry);
    else missing(exchange);
  };
}

function follow({ response }: Exchange, { job, readers }: Entry): void {
  let number = 0;
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const push = () => {
    number += 1;
    const over = job.status !== "queued" && job.status !== "running";
    response.write(`id: ${number}\nevent: ${over ? "end" : "progress"}\ndata: ${JSON.stringify(job)}\n\n`);
    if (over) response.end();
  };
  readers.add(push);
  response.on("close", () => readers.delete(push));
  push();
}

export const jobRoutes: [string, RegExp, (exchange: Exchange) => void][] = [
  ["GET", /^\/jobs$/, ({ response, search }) => {
    const subject = search.get("subject");
    json(response, 200, page([...jobs.values()].map(({ job }) => job).filter((job) => !subject || job.subject === subject).toReversed(), search, 20));
  }],
  ["GET", /^\/jobs\/(\w+)$/, withJob(({ response }, { job }) => json(response, 200, job))],
  ["GET", /^\/jobs\/(\w+)\/items$/, withJob(({ response, search }, { items }) => json(response, 200, page(items.filter(({ status }) => !search.get("status") || status === search.get("status")), search, 100)))],
  ["GET", /^\/jobs\/(\w+)\/events$/, withJob(follow)],
  ["POST", /^\/jobs\/(\w+)\/cancel$/, withJob(({ response }, entry) => {
    entry.job.cancel_requested = true;
    entry.wake();
    json(response, 200, entry.job);
  })],
];
