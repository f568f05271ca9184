import { type ReactNode, useId } from "react";

/** A part of the page under its heading, with what can be done beside it. */
export function Section({ title, hint, action, children }: { title: string; hint?: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="display text-xl">
          {title}
        </h2>
        {action}
      </div>
      {hint && <p className="max-w-2xl text-sm text-ink-soft">{hint}</p>}
      {children}
    </section>
  );
}
