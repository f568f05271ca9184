import { useCatalogue } from "@/shared/i18n";
import { modifierName } from "@/shared/lib/platform";
import { Dialog } from "@/shared/ui";

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const m = useCatalogue();
  const rows: [text: string, keys: string[]][] = [
    [m.shortcuts.newChat, [modifierName, "Shift", "O"]],
    [m.shortcuts.search, [modifierName, "K"]],
    [m.shortcuts.sidebar, [modifierName, "B"]],
    [m.shortcuts.send, [m.shortcuts.enter]],
    [m.shortcuts.newline, ["Shift", m.shortcuts.enter]],
    [m.shortcuts.stop, ["Esc"]],
    [m.shortcuts.help, [modifierName, "/"]],
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={m.shortcuts.title}>
      <dl className="mt-4 divide-y divide-line">
        {rows.map(([text, keys]) => (
          <div key={text} className="flex items-center justify-between gap-4 py-2.5">
            <dt>{text}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
