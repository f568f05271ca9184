import { SquarePen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { useDebounced } from "@/shared/lib/useDebounced";
import { ConversationList } from "./ConversationList";
import { SearchField } from "./SearchField";

interface Props {
  currentId: string | null;
  /** Conversations in which this page follows an answer. */
  running: ReadonlySet<string>;
  onDeleted(id: string): void;
  /** Something was chosen: a drawer closes then. */
  onNavigate(): void;
  header: ReactNode;
  footer: ReactNode;
}

export function Sidebar({ currentId, running, onDeleted, onNavigate, header, footer }: Props) {
  const m = useCatalogue();
  const [search, setSearch] = useState("");
  const settled = useDebounced(search.trim(), 200);
  return (
    <nav aria-label={m.sidebar.label} className="flex h-full flex-col">
      {header}
      <div className="space-y-2 px-3 pb-1">
        <Link href="/" onClick={onNavigate} className="new-chat">
          <SquarePen aria-hidden size={16} strokeWidth={1.75} />
          {m.sidebar.newChat}
        </Link>
        <SearchField value={search} onChange={setSearch} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        <ConversationList search={settled} currentId={currentId} running={running} onDeleted={onDeleted} onNavigate={onNavigate} />
      </div>
      {footer}
    </nav>
  );
}
