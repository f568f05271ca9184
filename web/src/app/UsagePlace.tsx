import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { useConversation } from "@/features/conversations";
import { noteService } from "@/features/models";
import { useCatalogue } from "@/shared/i18n";

// Loaded when somebody looks: the chat does not carry it.
const UsagePage = lazy(async () => ({ default: (await import("@/features/usage")).UsagePage }));

export function UsagePlace() {
  const m = useCatalogue();
  const client = useQueryClient();
  return (
    <Suspense fallback={<p className="m-auto text-ink-soft">{m.app.loading}</p>}>
      <UsagePage ConversationLink={ConversationLink} onServiceLevel={(level) => noteService(client, level, false)} />
    </Suspense>
  );
}

/** A conversation by its title; by its id when it is gone. */
function ConversationLink({ id }: { id: string }) {
  const m = useCatalogue();
  const { data, isError } = useConversation(id);
  if (isError) return id;
  return <Link href={`/c/${id}`}>{data ? data.title || m.sidebar.untitled : id}</Link>;
}
