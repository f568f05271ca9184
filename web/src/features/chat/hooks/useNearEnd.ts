import { type RefObject, useEffect, useState } from "react";

/** Whether the element is scrolled to its end, give or take the given pixels. */
export function useNearEnd(element: RefObject<HTMLElement | null>, slack: number): boolean {
  const [near, setNear] = useState(true);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const look = () => setNear(node.scrollHeight - node.scrollTop - node.clientHeight <= slack);
    // Content that grows moves the end without a scroll event.
    const growth = new ResizeObserver(look);
    growth.observe(node);
    if (node.firstElementChild) growth.observe(node.firstElementChild);
    node.addEventListener("scroll", look, { passive: true });
    return () => {
      growth.disconnect();
      node.removeEventListener("scroll", look);
    };
  }, [element, slack]);
  return near;
}
