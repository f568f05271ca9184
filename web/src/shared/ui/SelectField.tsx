import { Field } from "./Field";

interface Props<T extends string> {
  label: string;
  hint?: string | undefined;
  errors?: string[] | undefined;
  value: T;
  options: { value: T; text: string }[];
  onChange(value: T): void;
  disabled?: boolean;
}

/** One of a few, from a list. */
export function SelectField<T extends string>({ label, hint, errors, value, options, onChange, disabled }: Props<T>) {
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(aria) => (
        <select className="field w-full" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as T)} {...aria}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
