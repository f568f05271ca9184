import { ChevronDown, Library } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { Link } from "wouter";
import type { KnowledgeChoice } from "@/shared/session";
import { useKnowledgeChoices } from "../choice";
import { useReadable } from "../useCollections";
import { KnowledgeOptions } from "./KnowledgeOptions";
import { type Texts } from "./texts/en";
import { useTexts } from "./texts";

/** What the next answers rest on: chosen for this conversation, which then remembers it. */
export function KnowledgePicker({ conversationId }: { conversationId: string | null }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const choice = useKnowledgeChoices(({ chosen }) => chosen[conversationId ?? ""] ?? null);
  const choose = useKnowledgeChoices((choices) => choices.choose);
  // Only a name is wanted before it is opened: of a single chosen collection.
  const { data, isError } = useReadable(open || choice?.collections?.length === 1);
  const name = nameOf(choice, (id) => data?.data.find((one) => one.id === id)?.name, t);
  const on = choice?.use_rag === true;

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="flex min-h-9 min-w-0 shrink items-center gap-1.5 rounded-lg px-2 text-sm hover:bg-hover">
        <Library aria-hidden size={16} strokeWidth={1.75} className={on ? "shrink-0 text-accent" : "shrink-0 text-ink-soft"} />
        <span className="sr-only">{t.label}: </span>
        <span className={on ? "max-w-44 truncate font-medium" : "truncate text-ink-soft max-md:sr-only"}>{name}</span>
        <ChevronDown aria-hidden size={15} className="shrink-0 text-ink-soft" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" side="top" sideOffset={6} collisionPadding={12} className="popover" aria-label={t.label}>
          <KnowledgeOptions collections={data?.data} failed={isError} choice={choice} onChoose={(chosen) => choose(conversationId, chosen)} />
          <Link href="/knowledge" className="menu-item mt-1 hover:bg-hover" onClick={() => setOpen(false)}>
            {t.manage}
          </Link>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function nameOf(choice: KnowledgeChoice | null, collectionName: (id: string) => string | undefined, t: Texts): string {
  if (!choice?.use_rag) return t.off;
  const [first, ...others] = choice.collections ?? [];
  if (first === undefined) return t.all;
  return others.length > 0 ? t.some(others.length + 1) : (collectionName(first) ?? t.some(1));
}
