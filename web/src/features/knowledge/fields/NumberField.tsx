import type { ComponentProps } from "react";
import { TextField } from "@/shared/ui";

/** A number that may be left out. It stays text until it is checked, so that what is no number can be told. */
export function NumberField({ whole = false, ...field }: ComponentProps<typeof TextField> & { whole?: boolean }) {
  return <TextField inputMode={whole ? "numeric" : "decimal"} autoComplete="off" {...field} />;
}
