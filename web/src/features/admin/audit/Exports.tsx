import { useMutation } from "@tanstack/react-query";
import { Download, ShieldCheck } from "lucide-react";
import { problemOf } from "@/shared/http";
import { Button, FormError } from "@/shared/ui";
import { useTexts } from "../texts";
import { exportAddress, type Filter, verifyAudit } from "./api";

/** The trail as a file, and the proof that nothing in it was changed. */
export function Exports({ filter }: { filter: Filter }) {
  const { audit: t } = useTexts();
  const verify = useMutation({ mutationFn: verifyAudit });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
          <ShieldCheck aria-hidden size={15} />
          {verify.isPending ? t.verifying : t.verify}
        </Button>
        {(["jsonl", "csv"] as const).map((format) => (
          <a key={format} className="button-link" href={exportAddress(format, filter)} download>
            <Download aria-hidden size={15} />
            {t.export[format]}
          </a>
        ))}
      </div>
      <FormError problem={verify.error ? problemOf(verify.error) : null} fields={[]} />
      <div role="status">
        {verify.data && (
          <p className={verify.data.ok ? "banner mb-0" : "notice notice-danger mb-0"}>
            {verify.data.ok ? t.whole(verify.data.checked) : t.broken(verify.data.problem ?? "", verify.data.checked)}
          </p>
        )}
      </div>
    </div>
  );
}
