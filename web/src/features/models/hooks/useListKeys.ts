import { type KeyboardEvent, useState } from "react";

/** Moves through a list while the focus stays in its search field. Null when there is nothing to move through. */
export function useListKeys(count: number, start: number, onPick: (index: number) => void) {
  const [wanted, setActive] = useState(Math.max(0, start));
  const active = count === 0 ? null : Math.min(wanted, count - 1);

  function onKeyDown(event: KeyboardEvent) {
    if (active === null || event.nativeEvent.isComposing) return;
    const target = { ArrowDown: (active + 1) % count, ArrowUp: (active + count - 1) % count }[event.key];
    if (target !== undefined) setActive(target);
    else if (event.key === "Enter") onPick(active);
    else return;
    event.preventDefault();
  }

  return { active, setActive, onKeyDown };
}
