import { type ReactNode, useEffect, useRef } from "react";
import { Logo } from "@/shared/ui";

interface Props {
  title: string;
  hint?: string | undefined;
  /** Whether the heading takes the focus: where no field does. */
  focus?: boolean;
  children: ReactNode;
}

/** A page that asks for one thing, before anything else can be shown. */
export function Frame({ title, hint, focus = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Parley`;
    if (focus) heading.current?.focus();
  }, [title, focus]);
  return (
    <main id="page" tabIndex={-1} className="h-dvh overflow-y-auto outline-none">
      <div className="mx-auto flex min-h-full max-w-md flex-col justify-center px-4 py-8">
        <div className="mb-6 flex items-center justify-center gap-2">
          <Logo size={30} />
          <span className="display text-2xl">Parley</span>
        </div>
        <div className="auth-card">
          <h1 ref={heading} tabIndex={-1} className="display text-2xl wrap-anywhere outline-none">
            {title}
          </h1>
          {hint && <p className="mt-2 text-pretty text-ink-soft wrap-anywhere">{hint}</p>}
          {children}
        </div>
      </div>
    </main>
  );
}
