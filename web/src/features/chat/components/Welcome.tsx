import { CalendarDays, Calculator, FileText, Hand, type LucideIcon } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { Logo } from "@/shared/ui";

const icons: LucideIcon[] = [Calculator, CalendarDays, FileText, Hand];

/** The start of a chat: what to ask, in one click, where the reader may ask at all. */
export function Welcome({ onChoose }: { onChoose: ((text: string) => void) | null }) {
  const m = useCatalogue();
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="column my-auto py-8">
        <Logo size={56} />
        <h1 className="display mt-6 text-[2.125rem] text-balance sm:text-5xl">{m.welcome.title}</h1>
        <p className="mt-3 max-w-lg text-lg text-pretty text-ink-soft">{m.welcome.hint}</p>
        {onChoose && <Examples onChoose={onChoose} />}
      </div>
    </div>
  );
}

function Examples({ onChoose }: { onChoose(text: string): void }) {
  const m = useCatalogue();
  return (
    <ul aria-label={m.welcome.examples} className="mt-9 grid grid-cols-1 gap-2.5 sm:grid-cols-2">
      {m.welcome.prompts.map(({ title, text }, index) => {
        const Icon = icons[index] ?? Hand;
        return (
          <li key={title}>
            <button type="button" className="prompt group" onClick={() => onChoose(text)}>
              <Icon aria-hidden size={18} strokeWidth={1.75} className="mt-0.5 shrink-0 text-accent" />
              <span className="min-w-0">
                <span className="block font-medium">{title}</span>
                <span className="block truncate text-sm text-ink-soft">{text}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
