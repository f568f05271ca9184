import type { ReactNode } from "react";
import { Logo } from "./Logo";

/** A whole page or panel that has one thing to say. */
export function StateView({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <div className="grid min-h-full flex-1 place-items-center p-6">
      <div className="max-w-md text-center">
        <div className="mb-5 inline-block opacity-80">
          <Logo size={44} />
        </div>
        <h1 className="display text-2xl">{title}</h1>
        <p className="mt-2 text-pretty text-ink-soft">{hint}</p>
        {children && <div className="mt-6 flex justify-center gap-3">{children}</div>}
      </div>
    </div>
  );
}
