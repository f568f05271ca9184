import { useEffect, useEffectEvent } from "react";
import { useLocation } from "wouter";
import { isApple } from "@/shared/lib/platform";
import { useSession } from "@/shared/session";

interface Shortcuts {
  onHelp(): void;
  onSearch(): void;
  onSidebar(): void;
}

export function useShortcuts({ onHelp, onSearch, onSidebar }: Shortcuts) {
  const [, go] = useLocation();
  const singleKeys = useSession((session) => session.singleKeys);

  const actionFor = (event: KeyboardEvent): (() => void) | null => {
    const key = event.key.toLowerCase();
    const modified = isApple ? event.metaKey : event.ctrlKey;
    if (!modified) return key === "?" && singleKeys && !isTyping(event.target) ? onHelp : null;
    if (event.shiftKey) return key === "o" ? () => go("/") : null;
    return { k: onSearch, b: onSidebar, "/": onHelp }[key] ?? null;
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const action = actionFor(event);
    // A dialog has the page for itself.
    if (!action || document.querySelector("[role=dialog].dialog")) return;
    event.preventDefault();
    action();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
