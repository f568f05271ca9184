import { type ReactNode, useId } from "react";

interface Aria {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

interface Props {
  label: string;
  hint?: string | undefined;
  errors?: string[] | undefined;
  /** The field itself, with what ties it to its label and its errors. */
  children(aria: Aria): ReactNode;
}

/** A field with its label and what the server says is wrong with it. */
export function Field({ label, hint, errors = [], children }: Props) {
  const id = useId();
  const invalid = errors.length > 0;
  const described = [hint && `${id}-hint`, invalid && `${id}-errors`].filter(Boolean).join(" ");
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": invalid, "aria-describedby": described || undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {invalid && (
        <p id={`${id}-errors`} role="alert" className="text-sm text-danger">
          {errors.join(" ")}
        </p>
      )}
    </div>
  );
}
