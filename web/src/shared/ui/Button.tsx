import type { ComponentProps } from "react";
import { cx } from "../lib/cx";

type Look = "primary" | "plain" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border border-line-strong bg-surface text-ink hover:bg-hover",
  danger: "bg-danger text-on-danger hover:brightness-110",
};

export function Button({ look = "plain", className, ...rest }: ComponentProps<"button"> & { look?: Look }) {
  return (
    <button
      type="button"
      className={cx(
        "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors disabled:opacity-50",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
