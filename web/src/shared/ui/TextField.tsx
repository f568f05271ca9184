import type { ComponentProps } from "react";
import { Field } from "./Field";

interface Props extends Omit<ComponentProps<"input">, "id" | "onChange" | "value"> {
  label: string;
  hint?: string | undefined;
  errors?: string[] | undefined;
  value: string;
  onChange(value: string): void;
}

/** A line of text with its label, its hint and what is wrong with it. */
export function TextField({ label, hint, errors, onChange, ...input }: Props) {
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(aria) => <input type="text" className="field w-full" {...input} {...aria} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
