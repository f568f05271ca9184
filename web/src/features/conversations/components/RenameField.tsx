import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useCatalogue } from "@/shared/i18n";

/** The title as a field: Enter or leaving it renames, Escape does not. Null means that nothing is to change. */
export function RenameField({ title, onDone }: { title: string; onDone(title: string | null): void }) {
  const m = useCatalogue();
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  // The menu that opened this gives the focus back to its button as it closes, so this takes it a moment later.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.select());
    return () => cancelAnimationFrame(frame);
  }, []);

  function finish(keep: boolean) {
    // Leaving the field because it disappears must not count a second time.
    if (done.current) return;
    done.current = true;
    const wanted = text.trim();
    onDone(keep && wanted !== "" && wanted !== title ? wanted : null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    finish(event.key === "Enter");
  }

  return (
    <input
      ref={field}
      type="text"
      className="field my-px w-full"
      aria-label={m.sidebar.titleField}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  );
}
