import type { ReactNode } from "react";
import { languages, useCatalogue } from "@/shared/i18n";
import { type Theme, useSession } from "@/shared/session";
import { Choice, Dialog } from "@/shared/ui";

const themes: Theme[] = ["system", "light", "dark"];

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** What other parts of the page have to say here. */
  children?: ReactNode;
}

export function SettingsDialog({ open, onOpenChange, children }: Props) {
  const m = useCatalogue();
  const { theme, language, singleKeys, set } = useSession();
  const known = Object.entries(languages) as [keyof typeof languages, string][];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={m.settings.title}>
      <div className="mt-5 space-y-6">
        <Choice
          legend={m.settings.theme}
          value={theme}
          options={themes.map((value) => ({ value, text: m.settings.themes[value] }))}
          onChoose={(value) => set({ theme: value })}
        />
        <Choice
          legend={m.settings.language}
          value={language}
          options={[{ value: null, text: m.settings.browserLanguage }, ...known.map(([value, text]) => ({ value, text }))]}
          onChoose={(value) => set({ language: value })}
        />
        <div className="flex items-start gap-3">
          <input
            id="single-keys"
            type="checkbox"
            className="mt-0.5 size-5 accent-accent"
            aria-describedby="single-keys-hint"
            checked={singleKeys}
            onChange={(event) => set({ singleKeys: event.target.checked })}
          />
          <div>
            <label htmlFor="single-keys" className="font-medium">
              {m.settings.singleKeys}
            </label>
            <p id="single-keys-hint" className="text-sm text-ink-soft">
              {m.settings.singleKeysHint}
            </p>
          </div>
        </div>
        {children}
      </div>
    </Dialog>
  );
}
