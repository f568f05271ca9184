import { useCatalogue } from "@/shared/i18n";

export function MessagesSkeleton() {
  const m = useCatalogue();
  return (
    <div className="column flex-1 space-y-8 overflow-hidden pt-10" role="status" aria-label={m.app.loading}>
      {["w-2/3", "w-1/2", "w-3/5"].map((width) => (
        <div key={width} className="space-y-3" aria-hidden>
          <div className="skeleton ms-auto h-11 w-2/5" />
          <div className="skeleton h-4 w-full" />
          <div className="skeleton h-4 w-11/12" />
          <div className={`skeleton h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
