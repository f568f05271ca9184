import type { QueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import { type NamedFile, problemOf, uploadJson } from "@/shared/http";
import { addFolder, addUrls, cancelJob, type Job, keys, reindex, uploadPath } from "../api";
import { batchesOf } from "./batches";
import { type IntakeAction, type Intakes, reduceIntakes } from "./intake";
import { watchJob } from "./watch";

/** What is on its way, above every view: it goes on while another page is read. */
export const useIntakes = create<{ intakes: Intakes }>()(() => ({ intakes: {} }));

const dispatch = (action: IntakeAction) => useIntakes.setState(({ intakes }) => ({ intakes: reduceIntakes(intakes, action) }));
const intakeOf = (key: string) => useIntakes.getState().intakes[key];

const aborts = new Map<string, AbortController>();
/** How to send what did not arrive. */
const resends = new Map<string, () => void>();
/** Jobs that are being followed. */
const followed = new Set<string>();
let made = 0;

/** Sends files, in as many requests as they need, and follows what reads them. */
export function uploadFiles(client: QueryClient, collection: string, files: NamedFile[], tags: string[]): void {
  for (const batch of batchesOf(files)) sendBatch(client, { collection, files: batch, tags });
}

/** Throws when the addresses are refused; nothing has begun then. */
export async function addAddresses(client: QueryClient, collection: string, urls: string[], tags: string[]): Promise<void> {
  const job = await addUrls(collection, urls, tags);
  begin(client, { collection, name: urls[0] ?? null, count: urls.length, size: 0 }, () => Promise.resolve(job));
}

/** Throws when the folder is refused; nothing has begun then. */
export async function addServerFolder(client: QueryClient, collection: string, path: string, tags: string[]): Promise<void> {
  const job = await addFolder(collection, path, tags);
  begin(client, { collection, name: path, count: 1, size: 0 }, () => Promise.resolve(job));
}

/** Throws when that is refused; nothing has begun then. */
export async function readAnew(client: QueryClient, collection: string): Promise<void> {
  followJob(client, await reindex(collection));
}

/** Follows a job that is running already; once, however often it is asked. */
export function followJob(client: QueryClient, job: Job): void {
  if (followed.has(job.id) || !job.subject) return;
  followed.add(job.id);
  begin(client, { collection: job.subject, name: null, count: job.total, size: 0 }, () => Promise.resolve(job));
}

export async function cancelIntake(key: string): Promise<void> {
  const job = intakeOf(key)?.job;
  if (!job) return aborts.get(key)?.abort();
  dispatch({ type: "cancelling", key, cancelling: true });
  await cancelJob(job.id).catch(() => dispatch({ type: "cancelling", key, cancelling: false }));
}

export function dismissIntake(key: string): void {
  resends.delete(key);
  dispatch({ type: "dismiss", key });
}

/** Sends files whose line broke once more, in the place of the attempt that failed. */
export function sendAgain(key: string): void {
  const resend = resends.get(key);
  dismissIntake(key);
  resend?.();
}

interface Start {
  collection: string;
  name: string | null;
  count: number;
  size: number;
}

function begin(client: QueryClient, start: Start, accepted: (key: string, signal: AbortSignal) => Promise<Job>): string {
  made += 1;
  const key = `intake${made}`;
  const abort = new AbortController();
  aborts.set(key, abort);
  dispatch({ type: "begin", key, ...start });
  void run(client, key, start.collection, () => accepted(key, abort.signal), abort.signal).finally(() => aborts.delete(key));
  return key;
}

async function run(client: QueryClient, key: string, collection: string, accepted: () => Promise<Job>, signal: AbortSignal) {
  try {
    const job = await accepted();
    followed.add(job.id);
    dispatch({ type: "job", key, job });
    await follow(client, key, collection, job, signal);
  } catch (error) {
    if (signal.aborted) dispatch({ type: "cancelled", key });
    else dispatch({ type: "failed", key, problem: problemOf(error) });
  }
  await changed(client, collection);
}

async function follow(client: QueryClient, key: string, collection: string, { id }: Job, signal: AbortSignal) {
  let seen = 0;
  for await (const job of watchJob(id, signal)) {
    dispatch({ type: "job", key, job });
    const done = job.done + job.failed;
    // The list shows each document as it is done, but is not asked for more often than people can look.
    if (done > seen && Date.now() - lastLook > LOOK_EVERY) {
      [seen, lastLook] = [done, Date.now()];
      void changed(client, collection);
    }
  }
}

const LOOK_EVERY = 1500;
let lastLook = 0;

function changed(client: QueryClient, collection: string) {
  return Promise.all([keys.documents(collection), keys.collections].map((queryKey) => client.invalidateQueries({ queryKey })));
}

interface Batch {
  collection: string;
  files: NamedFile[];
  tags: string[];
}

function sendBatch(client: QueryClient, batch: Batch): void {
  const { collection, files, tags } = batch;
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const key = begin(client, { collection, name: files[0]?.name ?? null, count: files.length, size }, (own, signal) =>
    inTurn(async () => {
      const onProgress = (bytes: number) => dispatch({ type: "sent", key: own, bytes });
      const { job } = await uploadJson<{ job: Job }>(uploadPath(collection), { field: "files", files, values: { tags }, onProgress, signal });
      resends.delete(own);
      return job;
    }, signal),
  );
  resends.set(key, () => sendBatch(client, batch));
}

let last: Promise<unknown> = Promise.resolve();

/** One request with files at a time: they would only share the same line. */
function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const next = last.then(() => {
    signal.throwIfAborted();
    return work();
  });
  last = next.catch(() => undefined);
  return next;
}

// What is being sent is lost with the page; what the server has is not.
window.addEventListener("beforeunload", (event) => {
  if (Object.values(useIntakes.getState().intakes).some(({ phase }) => phase === "sending")) event.preventDefault();
});
