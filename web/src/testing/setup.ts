import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

// jsdom has no layout. A fixed size for everything lets virtual lists decide that their rows are visible.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 800 },
});
window.matchMedia ??= (query: string) => Object.assign(new EventTarget(), mediaList(query));
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.scrollTo ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// A part of the page that is loaded on demand takes its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function mediaList(media: string) {
  return { matches: false, media, onchange: null, addListener: () => undefined, removeListener: () => undefined };
}
