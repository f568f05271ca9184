import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

interface Props {
  title: string;
  /** How many of the fields in it say something, so that nobody forgets them once it is shut. */
  used?: number;
  /** Something in it is wrong: then it stays open. */
  wrong?: boolean;
  children: ReactNode;
}

/** Fields that only those need who look for them. */
export function Disclosure({ title, used = 0, wrong = false, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure" open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title}
        {used > 0 && <span className="mark tabular-nums">{used}</span>}
        <ChevronRight aria-hidden size={15} className="chevron" />
      </summary>
      <div className="mt-3 space-y-4">{children}</div>
    </details>
  );
}
