import { type ReactNode, useId } from "react";

interface Props<T> {
  legend: ReactNode;
  value: T;
  options: { value: T; text: string }[];
  onChoose(value: T): void;
}

/** A few options side by side, one of them taken. */
export function Choice<T extends string | null>({ legend, value, options, onChoose }: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value ?? ""}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            {option.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
