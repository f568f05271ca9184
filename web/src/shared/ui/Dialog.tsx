import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { useCatalogue } from "../i18n";
import { cx } from "../lib/cx";
import { IconButton } from "./IconButton";

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: string;
  /** Whether it can be left without deciding. True unless told otherwise. */
  closable?: boolean;
  /** For what has to be read. */
  wide?: boolean;
  children: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, closable = true, wide = false, children }: Props) {
  const m = useCatalogue();
  const opener = useRef<Element | null>(null);

  /** Opened by a key there is no button to return to: the focus goes back to where it was, or to the page. */
  function returnFocus(event: Event) {
    event.preventDefault();
    const target = opener.current?.isConnected ? opener.current : document.getElementById("page");
    if (target instanceof HTMLElement) target.focus();
  }

  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="overlay" />
        <Primitive.Content
          className={cx("dialog", wide && "dialog-wide")}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className="flex items-start justify-between gap-4">
            <Primitive.Title className="display min-w-0 text-xl wrap-anywhere">{title}</Primitive.Title>
            {closable && (
              <Primitive.Close asChild>
                <IconButton icon={X} label={m.app.close} className="-me-2 -mt-1.5" />
              </Primitive.Close>
            )}
          </div>
          {description && <Primitive.Description className="mt-2 text-ink-soft wrap-anywhere">{description}</Primitive.Description>}
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
