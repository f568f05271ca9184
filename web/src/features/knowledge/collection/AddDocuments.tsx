import { useQueryClient } from "@tanstack/react-query";
import { FolderTree, Globe, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import type { NamedFile } from "@/shared/http";
import { useMay } from "@/shared/identity";
import { Button, ConfirmDialog, Dialog, TextField } from "@/shared/ui";
import type { Collection } from "../api";
import { areTags, tagsOf } from "../fields/tags";
import { readAnew, uploadFiles } from "../intake/runner";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { DropZone } from "./DropZone";
import { FolderForm } from "./FolderForm";
import { UrlForm } from "./UrlForm";

/** Files, pages of the web, folders of the server, and all of it anew. */
export function AddDocuments({ collection: { id, documents } }: { collection: Collection }) {
  const { add: t, wrong } = useTexts();
  const client = useQueryClient();
  const operates = useMay("operate");
  const [dialog, setDialog] = useState<"url" | "folder" | "reindex" | null>(null);
  const [typed, setTyped] = useState("");
  const place = useRef<HTMLElement>(null);
  const tags = tagsOf(typed);
  const fine = areTags(tags);
  const reindexing = useChange(() => readAnew(client, id));
  const close = () => {
    setDialog(null);
    reindexing.reset();
  };
  /** What would be refused for its tags is not begun. */
  const withTags = (act: () => void) => (fine ? act() : place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  return (
    <section ref={place} aria-label={t.title} className="space-y-3">
      <DropZone onFiles={(files: NamedFile[]) => withTags(() => uploadFiles(client, id, files, tags))} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => withTags(() => setDialog("url"))}>
          <Globe aria-hidden size={15} />
          {t.url}
        </Button>
        {operates && (
          <Button onClick={() => withTags(() => setDialog("folder"))}>
            <FolderTree aria-hidden size={15} />
            {t.folder}
          </Button>
        )}
        {documents.total > 0 && (
          <Button onClick={() => setDialog("reindex")}>
            <RefreshCw aria-hidden size={15} />
            {t.reindex}
          </Button>
        )}
      </div>
      <TextField label={t.tags} hint={t.tagsHint} autoComplete="off" value={typed} onChange={setTyped} errors={fine ? [] : [wrong.tags]} />
      <Dialog open={dialog === "url"} onOpenChange={close} title={t.url}>
        <UrlForm collection={id} tags={tags} onDone={close} />
      </Dialog>
      <Dialog open={dialog === "folder"} onOpenChange={close} title={t.folder}>
        <FolderForm collection={id} tags={tags} onDone={close} />
      </Dialog>
      <ConfirmDialog
        look="primary"
        open={dialog === "reindex"}
        title={t.reindex}
        description={t.reindexHint}
        action={t.reindex}
        error={reindexing.error}
        pending={reindexing.isPending}
        onClose={close}
        onConfirm={() => reindexing.mutate(undefined, { onSuccess: close })}
      />
    </section>
  );
}
