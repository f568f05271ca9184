import { type ReactNode, useId } from "react";
import { cx } from "@/shared/lib/cx";

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** The label is for those who cannot see the place. */
  quiet?: boolean;
  className?: string;
  children(attributes: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }): ReactNode;
}

/** A control with its label, what it is for, and what is wrong with it. */
export function Field({ label, hint, error, quiet = false, className, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cx("min-w-0", className)}>
      <label htmlFor={id} className={quiet ? "sr-only" : "mb-1 block text-sm font-medium"}>
        {label}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": !!error })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

interface InputProps {
  label: string;
  value: string;
  onChange(value: string): void;
  hint?: string;
  error?: string | undefined;
  quiet?: boolean;
  className?: string;
  type?: "text" | "number";
}

export function TextInput({ value, onChange, type = "text", ...field }: InputProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input {...attributes} className="field w-full" value={value} type={type} step="any" autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

export function TextArea({ value, onChange, rows, ...field }: Omit<InputProps, "type"> & { rows: number }) {
  return (
    <Field {...field}>
      {(attributes) => (
        <textarea {...attributes} rows={rows} className="field block w-full resize-y py-1.5" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
