import { useState } from "react";
import { Button } from "@/shared/ui";
import type { ApiKey } from "./api";
import { useKeyTexts } from "./texts";

export function KeyRow({ of: key, onRevoke }: { of: ApiKey; onRevoke(): void }) {
  const t = useKeyTexts();
  const [now] = useState(Date.now);
  const over = key.expires_at !== null && Date.parse(key.expires_at) <= now;
  return (
    <li className="card flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 flex-1 basis-56 space-y-1">
        <h3 className="font-medium wrap-anywhere">{key.name}</h3>
        <p className="text-sm text-ink-soft wrap-anywhere">
          <code>{key.start}…</code>
        </p>
        <p className="text-sm wrap-anywhere">{key.scopes.map((scope) => t.scopes[scope] ?? scope).join(" · ")}</p>
        <p className="text-sm text-ink-soft">
          {[
            t.created(key.created_at),
            key.last_used_at ? t.used(key.last_used_at) : t.neverUsed,
            key.expires_at === null ? t.noEnd : over ? t.over(key.expires_at) : t.ends(key.expires_at),
            key.requests_per_minute === null ? null : t.perMinute(key.requests_per_minute),
          ].filter(Boolean).join(" · ")}
        </p>
      </div>
      <Button aria-label={t.revokeOf(key.name)} onClick={onRevoke}>
        {t.revoke}
      </Button>
    </li>
  );
}
