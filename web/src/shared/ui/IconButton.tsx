import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "../lib/cx";

interface Props extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  icon: LucideIcon;
  label: string;
  size?: "small" | "normal";
}

export function IconButton({ icon: Icon, label, size = "normal", className, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid shrink-0 place-items-center rounded-lg text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-50",
        size === "small" ? "size-7" : "size-9",
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden size={size === "small" ? 15 : 18} strokeWidth={1.75} />
    </button>
  );
}
