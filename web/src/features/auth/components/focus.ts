/** Brings the reader to the first field that has to be mended. */
export function focusFirstInvalid(form: HTMLFormElement | null): void {
  const field = form?.querySelector("[aria-invalid=true]");
  if (field instanceof HTMLElement) field.focus();
}
