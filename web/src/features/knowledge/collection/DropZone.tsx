import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { cx } from "@/shared/lib/cx";
import { Button } from "@/shared/ui";
import { droppedFiles } from "../intake/dropped";
import { useTexts } from "../texts";

/** Takes files by button, and files and folders that are dropped. */
export function DropZone({ onFiles }: { onFiles(files: File[]): void }) {
  const { add: t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(files: File[]) {
    if (files.length > 0) onFiles(files);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(take);
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
      <Button look="primary" onClick={() => input.current?.click()}>
        {t.choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          // The same file again is a choice too.
          event.target.value = "";
        }}
      />
    </div>
  );
}
