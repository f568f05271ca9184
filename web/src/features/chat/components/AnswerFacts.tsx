import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { Course } from "../model/course";
import type { Message } from "../types";

/** Who gave the answer and what it took: one line, and on request what each of its words means. */
export function AnswerFacts({ message, course }: { message: Message; course: Course }) {
  const m = useCatalogue();
  const { facts } = m.chat;
  const { model, provider, cost, cache } = message;
  // What was given before took nothing anew, and what was refused took nothing at all.
  const tokens = !cache && message.tokens_used?.total ? message.tokens_used : null;
  const level = course.degradation ? facts.reduced[course.degradation] : undefined;
  if (!model && !tokens && !cache) return null;
  const line = [
    model && (provider && provider !== model ? `${provider} · ${model}` : model),
    tokens && m.chat.tokens(tokens.total),
    tokens && m.chat.cost(cost),
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return (
    <details className="facts">
      <summary>
        <span className="tabular-nums">{line.join(" · ")}</span>
        {cache && <span className="mark">{facts.cached}</span>}
        {level && <span className="mark">{level}</span>}
        <ChevronRight aria-hidden size={14} className="chevron" />
      </summary>
      <dl>
        {model && <Fact name={facts.model} value={model} />}
        {provider && <Fact name={facts.provider} value={provider} />}
        {tokens && <Fact name={facts.tokens} value={facts.inOut(tokens.prompt, tokens.completion)} />}
        {tokens && <Fact name={facts.cost} value={m.chat.cost(cost)} hint={cost === null ? facts.unpriced : undefined} />}
        {cache && <Fact name={facts.cache} value={facts.cacheHint[cache] ?? cache} hint={similarity(course)} />}
        {level && <Fact name={facts.service} value={level} hint={m.models.levels[course.degradation ?? ""]} />}
      </dl>
    </details>
  );

  function similarity({ cacheHit }: Course): string | undefined {
    return cacheHit?.similarity == null ? undefined : facts.similarity(cacheHit.similarity);
  }
}

function Fact({ name, value, hint }: { name: string; value: ReactNode; hint?: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {hint && <span className="block">{hint}</span>}
      </dd>
    </div>
  );
}
