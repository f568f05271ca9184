export { backoff } from "./backoff";
export { readEvents } from "./connection";
export type { SseEvent } from "./parser";
export { followStream, type Signal } from "./resumable";
export { waitForRetry, waitUntilOnline } from "./wait";
