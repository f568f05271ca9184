import { BASE, isExpired } from "./client";
import { localProblem, NETWORK_ERROR, ProblemError, toProblem } from "./problem";
import { renewSession } from "./renewal";

/** A file, and what it is called: with the folders it lies in, where it came with them. */
export interface NamedFile {
  file: File;
  name: string;
}

export interface Upload {
  /** The name of the form's field. */
  field: string;
  files: readonly NamedFile[];
  /** Further fields of the form, each as often as it has values. They go first, so that they count for every file. */
  values?: Record<string, readonly string[]>;
  /** Told how many bytes are on their way, and of how many. */
  onProgress(sent: number, total: number): void;
  signal: AbortSignal;
}

/** Sends files, and tells how far it is, which `fetch` cannot. Problems and expired sessions are as with other requests. */
export async function uploadJson<T>(path: string, upload: Upload): Promise<T> {
  const sentAt = Date.now();
  try {
    return (await post(path, upload)) as T;
  } catch (error) {
    const expired = error instanceof ProblemError && isExpired(error.problem);
    if (!expired || !(await renewSession(sentAt))) throw error;
    return (await post(path, upload)) as T;
  }
}

function post(path: string, { field, files, values = {}, onProgress, signal }: Upload): Promise<unknown> {
  const form = new FormData();
  for (const [name, all] of Object.entries(values)) for (const value of all) form.append(name, value);
  for (const { file, name } of files) form.append(field, file, name);
  const request = new XMLHttpRequest();
  request.open("POST", BASE + path);
  request.responseType = "json";
  return new Promise((resolve, reject) => {
    const abort = () => request.abort();
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else reject(new ProblemError(toProblem(request.response, request.status, Number(request.getResponseHeader("Retry-After")) || null)));
    });
    request.addEventListener("error", () => reject(new ProblemError(localProblem(NETWORK_ERROR))));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", abort));
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(form);
  });
}
