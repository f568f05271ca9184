/** Hidden pages get no animation frames; their updates must not pile up until the reader returns. */
const LONGEST_WAIT = 250;

/** Collects work until the next animation frame. */
export function createFrameQueue<T>(apply: (items: T[]) => void) {
  let items: T[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    const ready = items;
    items = [];
    if (ready.length > 0) apply(ready);
  }

  return {
    flush,
    push(item: T) {
      items.push(item);
      if (timer !== undefined) return;
      frame = requestAnimationFrame(flush);
      timer = setTimeout(flush, LONGEST_WAIT);
    },
  };
}
