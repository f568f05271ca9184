export type { SseEvent } from "./parser";
export { followStream, type Signal } from "./resumable";
export { waitUntilOnline } from "./wait";
