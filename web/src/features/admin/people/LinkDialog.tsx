import { SecretDialog } from "@/shared/ui";
import { useTexts } from "../texts";
import type { OnceLink } from "./api";

export type LinkKind = "invitation" | "passwordReset" | "emailChange" | "owner";

/** A one-time link, to be handed over by whoever made it: the server sends no mail. */
export function LinkDialog({ made, onKept }: { made: { kind: LinkKind; link: OnceLink } | null; onKept(): void }) {
  const { links: t } = useTexts();
  const kind = made?.kind ?? "invitation";
  return (
    <SecretDialog
      secret={made?.link.url ?? null}
      title={t.titles[kind]}
      description={made ? t.hint(Date.parse(made.link.expires_at)) : ""}
      label={t.label}
      onKept={onKept}
    />
  );
}
