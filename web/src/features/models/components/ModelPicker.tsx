import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useCatalogue } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import type { Choice, LastModel } from "../choice";
import { useEffectiveModel, useModels } from "../hooks/useModels";
import { ModelList } from "./ModelList";

export function ModelPicker({ last }: { last: LastModel | undefined }) {
  const m = useCatalogue();
  const [open, setOpen] = useState(false);
  const { data, dataUpdatedAt } = useModels();
  const current = useEffectiveModel(last);
  const set = useSession((session) => session.set);
  if (!data || !current) return <div className="skeleton h-9 w-40" />;
  const providerName = data.providers.find(({ name }) => name === current.provider)?.display_name ?? current.provider;

  function pick({ provider, model }: Choice) {
    set({ model: { provider, model } });
    setOpen(false);
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className="flex min-h-9 min-w-0 items-center gap-1.5 rounded-lg px-2.5 text-sm hover:bg-hover"
      >
        <span className="sr-only">{m.models.label}: </span>
        <span className="truncate font-medium">{current.model}</span>
        <span className="truncate text-ink-soft max-sm:hidden">{providerName}</span>
        <ChevronDown aria-hidden size={15} className="shrink-0 text-ink-soft" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={6} collisionPadding={12} className="popover" aria-label={m.models.label}>
          <ModelList catalogue={data} current={current} at={dataUpdatedAt} onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
