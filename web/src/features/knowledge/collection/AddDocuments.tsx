import { useQueryClient } from "@tanstack/react-query";
import { Globe, RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button, ConfirmDialog, Dialog } from "@/shared/ui";
import type { Collection } from "../api";
import { readAnew, uploadFiles } from "../intake/runner";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { DropZone } from "./DropZone";
import { UrlForm } from "./UrlForm";

/** Files, pages of the web, and all of it anew. */
export function AddDocuments({ collection: { id, documents } }: { collection: Collection }) {
  const { add: t } = useTexts();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"url" | "reindex" | null>(null);
  const reindexing = useChange(() => readAnew(client, id));
  const close = () => {
    setDialog(null);
    reindexing.reset();
  };
  return (
    <section aria-label={t.title} className="space-y-3">
      <DropZone onFiles={(files) => uploadFiles(client, id, files)} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setDialog("url")}>
          <Globe aria-hidden size={15} />
          {t.url}
        </Button>
        {documents.total > 0 && (
          <Button onClick={() => setDialog("reindex")}>
            <RefreshCw aria-hidden size={15} />
            {t.reindex}
          </Button>
        )}
      </div>
      <Dialog open={dialog === "url"} onOpenChange={close} title={t.url}>
        <UrlForm collection={id} onDone={close} />
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
