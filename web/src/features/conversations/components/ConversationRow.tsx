import { useState } from "react";
import { Link } from "wouter";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { cx } from "@/shared/lib/cx";
import type { Conversation } from "../api";
import { useConversationActions } from "../hooks/useConversationActions";
import { DeleteDialog } from "./DeleteDialog";
import { RenameField } from "./RenameField";
import { RowMenu } from "./RowMenu";

interface Props {
  conversation: Conversation;
  current: boolean;
  running: boolean;
  onDeleted(id: string): void;
  onNavigate(): void;
}

export function ConversationRow({ conversation, current, running, onDeleted, onNavigate }: Props) {
  const m = useCatalogue();
  const [mode, setMode] = useState<"show" | "rename" | "delete">("show");
  const { change, remove } = useConversationActions(conversation.id, onDeleted);
  const title = conversation.title || m.sidebar.untitled;
  const error = change.error ?? remove.error;

  if (mode === "rename") {
    return (
      <li>
        <RenameField
          title={conversation.title}
          onDone={(wanted) => {
            setMode("show");
            if (wanted !== null) change.mutate({ title: wanted });
          }}
        />
      </li>
    );
  }
  return (
    <li className={cx("row", current && "row-current")}>
      <Link href={`/c/${conversation.id}`} aria-current={current ? "page" : undefined} title={title} onClick={onNavigate}>
        <span className="truncate">{title}</span>
        {running && <span className="running" role="img" aria-label={m.sidebar.running} />}
      </Link>
      <RowMenu
        title={title}
        pinned={conversation.pinned}
        onRename={() => setMode("rename")}
        onPin={() => change.mutate({ pinned: !conversation.pinned })}
        onDelete={() => setMode("delete")}
      />
      <DeleteDialog open={mode === "delete"} title={title} onClose={() => setMode("show")} onConfirm={() => remove.mutate()} />
      {error && (
        <p role="alert" className="px-2.5 pb-1.5 text-xs text-danger">
          {problemOf(error).detail || m.sidebar.actionFailed}
        </p>
      )}
    </li>
  );
}
