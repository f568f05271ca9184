import { FolderUp, Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import type { NamedFile } from "@/shared/http";
import { cx } from "@/shared/lib/cx";
import { Button } from "@/shared/ui";
import { chosenFiles, droppedFiles } from "../intake/dropped";
import { useTexts } from "../texts";

/** Takes files and folders, by button and as they are dropped. */
export function DropZone({ onFiles }: { onFiles(files: NamedFile[]): void }) {
  const { add: t } = useTexts();
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(files: NamedFile[]) {
    if (files.length > 0) onFiles(files);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(take);
  }

  function onChosen({ target }: { target: HTMLInputElement }) {
    take(chosenFiles([...(target.files ?? [])]));
    // The same file again is a choice too.
    target.value = "";
  }

  return (
    <div
      className={cx("drop-zone", over && "drop-zone-over")}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Upload aria-hidden size={22} strokeWidth={1.75} className="text-accent" />
      <p className="font-medium">{t.drop}</p>
      <p className="text-sm text-pretty text-ink-soft">{t.kinds}</p>
      <div className="mt-2.5 flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => file.current?.click()}>
          {t.choose}
        </Button>
        <Button onClick={() => folder.current?.click()}>
          <FolderUp aria-hidden size={15} />
          {t.chooseFolder}
        </Button>
      </div>
      <input ref={file} type="file" multiple hidden onChange={onChosen} />
      <input ref={folder} type="file" webkitdirectory="" hidden onChange={onChosen} />
    </div>
  );
}

declare module "react" {
  interface InputHTMLAttributes<T> {
    /** Not in the types of React; known to every browser. */
    webkitdirectory?: "";
  }
}
