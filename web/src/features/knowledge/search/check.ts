import { type Bounds, fits } from "../fields/numbers";
import { areTags, tagsOf } from "../fields/tags";
import type { Texts } from "../texts/en";
import type { SearchForm } from "./form";

export const bounds = {
  top: { least: 1, most: 100, whole: true },
  share: { least: 0, most: 1 },
  halfLife: { least: 0, most: 100_000 },
} satisfies Record<string, Bounds>;

/** What is wrong with the form, by the server's names of the fields; nothing where all is well. */
export function check(form: SearchForm, { wrong }: Pick<Texts, "wrong">): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  const number = (name: string, text: string, limits: Bounds) => {
    if (!fits(text, limits)) errors[name] = [wrong.number(limits)];
  };
  number("top", form.top, bounds.top);
  number("diversity", form.diversity, bounds.share);
  number("min_score", form.minScore, bounds.share);
  number("half_life_days", form.halfLife, bounds.halfLife);
  if (!areTags(tagsOf(form.tags))) errors["filter.tags"] = [wrong.tags];
  if (tagsOf(form.languages).some((language) => !/^[a-z]{2}$/i.test(language))) errors["filter.languages"] = [wrong.languages];
  if (form.from && form.to && form.from > form.to) errors["filter.to"] = [wrong.days];
  return errors;
}
