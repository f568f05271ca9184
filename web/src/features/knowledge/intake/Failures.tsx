import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { plain } from "@/shared/lib/plain";
import { Failed } from "@/shared/ui";
import { fetchFailures, keys } from "../api";
import { useTexts } from "../texts";

/** The files that could not be read, and why; asked for when somebody looks. */
export function Failures({ job, failed }: { job: string; failed: number }) {
  const { intake: t } = useTexts();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: [...keys.items(job), failed], queryFn: ({ signal }) => fetchFailures(job, signal), enabled: open });
  return (
    <details className="failures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t.failures(failed)}
        <ChevronRight aria-hidden size={15} className="chevron" />
      </summary>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <ul>
        {data?.data.map((item) => (
          <li key={item.name} className="wrap-anywhere">
            <b className="font-medium">
              <bdi>{plain(item.name)}</bdi>
            </b>: {item.error}
          </li>
        ))}
      </ul>
    </details>
  );
}
