import { type ReactNode, useId } from "react";

export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4 border-t border-line pt-5">
      <div>
        <h2 id={id} className="display text-lg">
          {title}
        </h2>
        {hint && <p className="mt-1 text-sm text-pretty text-ink-soft">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
